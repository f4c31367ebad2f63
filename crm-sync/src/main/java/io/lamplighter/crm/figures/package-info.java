// SPDX-License-Identifier: GPL-3.0-or-later
/** How the installation as a whole is, in numbers for whoever watches it: no names, no content. */
@NullMarked
package io.lamplighter.crm.figures;

import org.jspecify.annotations.NullMarked;
