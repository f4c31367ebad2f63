// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

/** The upload cannot be taken; nothing of it was stored. */
public final class UploadRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong with it, with a sentence for people. */
    public enum Reason {
        EMPTY("There is nothing in it: choose a file or paste the text."),
        NOT_A_TEXT("This is not a text. Transcripts can be .vtt, .srt, .txt or .docx files."),
        TOO_LARGE("It is larger than 16 MiB."),
        NO_DATE("Neither the file nor its name says when the meeting was: enter the day and time."),
        NOT_A_DATE("A meeting that was held is neither in the future nor before 1990."),
        UNKNOWN_DEAL("There is no such deal.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    public UploadRefused(Reason reason) {
        super(reason.sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** For people: what is wrong, and what would be right. */
    public String sentence() {
        return reason.sentence;
    }
}
