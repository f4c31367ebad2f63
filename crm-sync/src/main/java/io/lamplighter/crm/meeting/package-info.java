// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Meetings: put together from every mail and calendar that tells of them, once each, and what was spoken in them.
 */
@NullMarked
package io.lamplighter.crm.meeting;

import org.jspecify.annotations.NullMarked;
