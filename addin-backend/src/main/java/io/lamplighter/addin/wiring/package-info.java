// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Every object the application is made of, put together: one configuration class and one settings record per module.
 */
@NullMarked
package io.lamplighter.addin.wiring;

import org.jspecify.annotations.NullMarked;
