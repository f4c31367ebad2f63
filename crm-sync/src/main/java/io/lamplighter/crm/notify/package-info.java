// SPDX-License-Identifier: GPL-3.0-or-later
/** What leaves Lamplighter by itself: an outbox that is written with what it tells of, and the channels it leaves by. */
@NullMarked
package io.lamplighter.crm.notify;

import org.jspecify.annotations.NullMarked;
