// SPDX-License-Identifier: GPL-3.0-or-later
/** What goes out to those who are looking at a page: warnings, as they are raised. */
@NullMarked
package io.lamplighter.addin.push;

import org.jspecify.annotations.NullMarked;
