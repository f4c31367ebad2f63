// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import io.lamplighter.ingest.Text;

/**
 * Takes plain text apart, line by line: what is new, what is quoted, what signs.
 *
 * <p>Lines behind {@code >} are quoted, lines between them are answers and stay new. A bar, a block of header lines or an
 * attribution without {@code >} below it ends the new text. A bar of a forward does not: what it passes on is the news.
 */
final class PlainSplitter {
    private enum Kind {
        FRESH, QUOTED, SIGNATURE, DROPPED
    }

    private final Lines lines;
    private final Opening opening;
    private final Kind[] kinds;
    private boolean forwarded;
    private boolean attributed;

    private PlainSplitter(String text, Opening opening) {
        this.lines = new Lines(text);
        this.opening = opening;
        this.kinds = new Kind[lines.count()];
    }

    static Text split(String text, Opening opening) {
        return text.isBlank() ? Text.NONE : new PlainSplitter(text, opening).run();
    }

    private Text run() {
        mark(0);
        if (!forwarded) {
            Signatures.mark(lines, this::isFresh, this::sign);
        }
        if (!hasFresh() && !attributed) {
            // Nothing but quotes that nobody is named for: somebody pasted text.
            keepQuotes();
        }
        return new Text(text(Kind.FRESH), text(Kind.QUOTED), text(Kind.SIGNATURE), forwarded);
    }

    private void mark(int from) {
        int i = from;
        while (i < lines.count()) {
            i = lines.isEmpty(i) ? plain(i) : filled(i);
        }
    }

    private int filled(int i) {
        if (lines.isQuote(i)) {
            int wrapped = isWrappedColon(i) ? Attribution.startOfOneEndingAt(lines, i, 0) : -1;
            return wrapped >= 0 ? attribution(wrapped, i + 1) : quote(i);
        }
        Bars.Kind bar = Bars.of(lines, i);
        // Asian programs draw the bar of an answer above what they pass on, too.
        if (bar == Bars.Kind.FORWARD || bar == Bars.Kind.REPLY && opening == Opening.FORWARD) {
            return forward(i);
        }
        if (bar == Bars.Kind.REPLY) {
            return reply(i, i + 1);
        }
        int block = HeaderLabels.block(lines, i);
        if (block > 0) {
            return headers(i, block);
        }
        int attribution = Attribution.startOfOneEndingAt(lines, i, 0);
        return attribution >= 0 ? attribution(attribution, i + 1) : plain(i);
    }

    /** {@code >:} alone on a line ends the address of an attribution. */
    private boolean isWrappedColon(int i) {
        return lines.length(i) <= 3 && lines.last(i) == ':' && i > 0 && !lines.isEmpty(i - 1);
    }

    private int plain(int i) {
        kinds[i] = Kind.FRESH;
        return i + 1;
    }

    /** A run of quoted lines; one alone in the middle of a paragraph is somebody's arrow. */
    private int quote(int i) {
        int end = i;
        while (end < lines.count() && (lines.isQuote(end) || isWrapped(end))) {
            end++;
        }
        boolean arrow = end == i + 1 && !attributed && i > 0 && kinds[i - 1] == Kind.FRESH && !lines.isEmpty(i - 1)
                && end < lines.count() && !lines.isEmpty(end) && !lines.isQuote(end);
        attributed |= !arrow && names(i, end);
        fill(i, end, arrow ? Kind.FRESH : Kind.QUOTED);
        return end;
    }

    private boolean names(int from, int to) {
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (lines.last(i) == ':') {
                return true;
            }
        }
        return false;
    }

    /** The rest of a quoted line that was too long: a link broken in two, or words between two quoted lines. */
    private boolean isWrapped(int i) {
        if (i == 0 || i + 1 >= lines.count() || lines.isEmpty(i) || !lines.isQuote(i - 1) || !lines.isQuote(i + 1)) {
            return false;
        }
        String line = lines.trimmed(i);
        boolean link = line.indexOf(' ') < 0 || line.endsWith(">");
        return link || lines.length(i - 1) > 68 && !Character.isUpperCase(line.charAt(0)) && lines.length(i) < 40;
    }

    private int forward(int bar) {
        boolean alone = !hasFreshBefore(bar);
        if (!alone && opening == Opening.REPLY && !isForwardOfNews(bar)) {
            return reply(bar, bar + 1);
        }
        forwarded = true;
        int body = lines.nextFilled(bar + 1);
        int block = body < lines.count() ? HeaderLabels.block(lines, body) : 0;
        fill(bar, alone ? body + block : bar + 1, alone ? Kind.DROPPED : Kind.FRESH);
        fill(alone ? body + block : bar + 1, lines.count(), Kind.FRESH);
        return lines.count();
    }

    /** A forward inside an answer is what was answered, unless it is passed on in the answer itself. */
    private boolean isForwardOfNews(int bar) {
        return !attributed && lines.count() - bar > 2;
    }

    private int reply(int from, int to) {
        attributed = true;
        if (!hasFreshBefore(from) && opening == Opening.UNKNOWN) {
            fill(from, to, Kind.DROPPED);
            return to;
        }
        fill(ruleAbove(from), lines.count(), Kind.QUOTED);
        return lines.count();
    }

    private int headers(int at, int block) {
        if (opening == Opening.FORWARD || opening == Opening.UNKNOWN && !hasFreshBefore(at)) {
            forwarded = true;
            boolean alone = !hasFreshBefore(at);
            fill(alone ? ruleAbove(at) : at, at + block, alone ? Kind.DROPPED : Kind.FRESH);
            fill(at + block, lines.count(), Kind.FRESH);
            return lines.count();
        }
        return reply(at, at + block);
    }

    private int attribution(int start, int next) {
        attributed = true;
        int body = lines.nextFilled(next);
        boolean marked = body < lines.count() && lines.isQuote(body);
        if (marked || !hasFreshBefore(start)) {
            fill(start, body, Kind.QUOTED);
            return body;
        }
        fill(start, lines.count(), Kind.QUOTED);
        return lines.count();
    }

    /** Where the rule above a block begins, if one is drawn there. */
    private int ruleAbove(int at) {
        int i = at - 1;
        while (i >= 0 && lines.isEmpty(i)) {
            i--;
        }
        return i >= 0 && (Bars.isRule(lines, i, 5) || Bars.isCaption(lines, i)) ? i : at;
    }

    private boolean hasFreshBefore(int line) {
        for (int i = 0; i < line; i++) {
            if (isFresh(i) && !lines.isEmpty(i) && !Bars.isRule(lines, i, 1) && !Footers.isBanner(lines, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasFresh() {
        return hasFreshBefore(lines.count());
    }

    private void keepQuotes() {
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = kinds[i] == Kind.QUOTED ? Kind.FRESH : kinds[i];
        }
    }

    private boolean isFresh(int line) {
        return kinds[line] == Kind.FRESH;
    }

    private void sign(int line) {
        kinds[line] = Kind.SIGNATURE;
    }

    private void fill(int from, int to, Kind kind) {
        for (int i = from; i < to; i++) {
            kinds[i] = kind;
        }
    }

    private String text(Kind kind) {
        StringBuilder out = new StringBuilder();
        int empty = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != kind) {
                continue;
            }
            empty = lines.isEmpty(i) ? empty + 1 : 0;
            if (empty <= 2 && !(out.isEmpty() && empty > 0)) {
                lines.appendTo(out, i);
            }
        }
        return out.toString().stripTrailing();
    }
}
