// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

/** Text that is signed in the open (RFC 9580 §7): the armour is nobody's words. */
final class ClearSigned {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    private ClearSigned() {}

    static String words(String text) {
        int begin = text.indexOf(BEGIN);
        int signature = begin < 0 ? -1 : text.indexOf("\n" + SIGNATURE, begin);
        // The lines with the name of the hash end with an empty one.
        int body = signature < 0 ? -1 : text.indexOf("\n\n", begin);
        if (body < 0 || body > signature) {
            return text;
        }
        int end = text.indexOf(END, signature);
        return text.substring(0, begin) + unescaped(text.substring(Math.min(body + 2, signature), signature))
                + (end < 0 ? "" : text.substring(end + END.length()));
    }

    /** §7.1: a line that begins with a dash was given another one. */
    private static String unescaped(String text) {
        return text.startsWith("- ")
                ? text.substring(2).replace("\n- ", "\n")
                : text.replace("\n- ", "\n");
    }
}
