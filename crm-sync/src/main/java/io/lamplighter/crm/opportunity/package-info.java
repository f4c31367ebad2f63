// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Deals, their pipelines and stages.
 */
@NullMarked
package io.lamplighter.crm.opportunity;

import org.jspecify.annotations.NullMarked;
