// SPDX-License-Identifier: GPL-3.0-or-later
/** What Prometheus is told; every metric is described in docs/metrics.md. */
@NullMarked
package io.lamplighter.addin.metrics;

import org.jspecify.annotations.NullMarked;
