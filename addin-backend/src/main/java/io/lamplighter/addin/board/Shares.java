// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rounds the parts of a score to two digits so that what is shown adds up to what is shown. */
final class Shares {

    private Shares() {}

    /** The parts in hundredths, in their order, and one more: what they leave of the score. */
    static List<Integer> of(double[] parts, double score) {
        double unexplained = score;
        for (double part : parts) {
            unexplained -= part;
        }
        int total = (int) Math.round(score * 100);
        int rest = Math.abs(unexplained) < 0.005 ? 0 : (int) Math.round(unexplained * 100);
        int[] rounded = largestRemainders(parts, parts.length == 0 ? 0 : total - rest);
        List<Integer> shares = new ArrayList<>();
        int sum = 0;
        for (int share : rounded) {
            shares.add(share);
            sum += share;
        }
        shares.add(total - sum);
        return shares;
    }

    /** Every part rounded down, then the missing hundredths to those that lost most. */
    private static int[] largestRemainders(double[] parts, int target) {
        int[] shares = new int[parts.length];
        int missing = target;
        for (int i = 0; i < parts.length; i++) {
            shares[i] = (int) Math.floor(parts[i] * 100 + 1e-9);
            missing -= shares[i];
        }
        List<Integer> byLoss = IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.floor(parts[i] * 100 + 1e-9) - parts[i] * 100))
                .toList();
        for (int i = 0; i < Math.min(missing, byLoss.size()); i++) {
            shares[byLoss.get(i)]++;
        }
        return shares;
    }
}
