// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An answer that is not what was asked for. What it means for the mailbox is said by {@link GraphFailures}, unless whoever
 * asked can do something about it.
 */
final class GraphException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a message that cannot be turned into MIME is answered with; asking again does not help. */
    private static final Set<String> BROKEN = Set.of("errormimecontentconversionfailed", "errormimecontentinvalid",
            "errormimecontentinvalidbase64string", "erroritemcorrupt", "errorcorruptdata",
            "errorcontentconversionfailed", "errorunsupportedmimeconversion", "errordatasizelimitexceeded");
    private static final Set<String> BUSY = Set.of("applicationthrottled", "toomanyrequests", "mailboxconcurrency",
            "errorserverbusy", "errortoomanyobjectsopened", "throttledrequest", "requestthrottled",
            "activitylimitreached",
            "errormailboxmoveinprogress", "errormailboxstoreunavailable", "mailboxstoreunavailable",
            "mailboxinfostale");

    private final int status;
    private final String code;
    private final transient Optional<Duration> pause;
    private final boolean asked;

    /** @param status 0 where there was no answer at all; below 400 where it was none that can be read */
    GraphException(int status, String code, Optional<Duration> pause, Throwable cause) {
        this(status, code, pause, cause, true);
    }

    private GraphException(int status, String code, Optional<Duration> pause, Throwable cause, boolean asked) {
        super("Graph answered " + status + " " + code, cause);
        this.status = status;
        this.code = code.toLowerCase(Locale.ROOT);
        this.pause = pause;
        this.asked = asked;
    }

    /** The same, of a request that was not made because of it. */
    GraphException unasked() {
        return new GraphException(status, code, pause, Objects.requireNonNullElse(getCause(), this), false);
    }

    int status() {
        return status;
    }

    /** In lower case: Microsoft's services do not agree on it. */
    String code() {
        return code;
    }

    Optional<Duration> pause() {
        return pause;
    }

    boolean isBusy() {
        return status == 429 || BUSY.contains(code) || pause.isPresent() && status == 403;
    }

    /** Whether the same request may succeed later. */
    boolean passes() {
        return isBusy() || status < 400 || status == 408 || status == 409 || status == 423
                || status >= 500 && !isBroken();
    }

    /** Graph, or the way to it, is in trouble, and not this one request. A bare 500 is often about one message. */
    boolean isTrouble() {
        return isBusy() || status < 400 || status > 500;
    }

    /** It arrived damaged, or not at all, rather than too late or refused. */
    boolean isDamage() {
        return status < 400 && !(getCause() instanceof InterruptedIOException);
    }

    /** The item, and nothing but the item, is at fault. */
    boolean isBroken() {
        return BROKEN.contains(code);
    }

    /** It may be about the one thing that was asked for: no pause, no sign-in would bring it. */
    boolean isAboutTheItem() {
        return asked && !isBusy() && pause.isEmpty() && status != 401;
    }

    /** What we go on from is not known any more. */
    boolean isForgotten() {
        return status == 410 || code.contains("syncstate") || code.equals("resyncrequired")
                || code.equals("syncstatenotfound");
    }

    /** The thing asked for is not there; the mailbox is. */
    boolean isGone() {
        return status == 404 && !isNoMailbox() || code.equals("erroritemnotfound")
                || code.equals("errorinvalididmalformed") || code.equals("errorinvalidid");
    }

    boolean isNoMailbox() {
        return code.startsWith("mailboxnot") || code.equals("resourcenotfound")
                || code.equals("request_resourcenotfound") || code.equals("errorinvaliduser")
                || code.equals("errornonexistentmailbox");
    }

    boolean isForbidden() {
        return status == 403 && !isBusy();
    }
}
