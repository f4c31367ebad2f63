// SPDX-License-Identifier: GPL-3.0-or-later
/** What goes out to those who are not looking at a page: warnings by mail and to webhooks. */
@NullMarked
package io.lamplighter.addin.notify;

import org.jspecify.annotations.NullMarked;
