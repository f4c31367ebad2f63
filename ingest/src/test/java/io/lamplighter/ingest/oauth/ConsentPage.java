// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import java.util.List;
import java.util.stream.Collectors;

/** The page on which somebody chooses an account and allows what is asked for, or does not. Says that it is a simulator. */
final class ConsentPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>%1$s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 6vh 16px; background: Canvas; color: CanvasText }
            main { max-width: 27rem; margin: auto; border: 1px solid GrayText; border-radius: 12px; padding: 24px }
            h1 { font-size: 1.25rem; margin: 0 0 4px } .sim { font-size: .85rem; margin: 0 0 20px; color: GrayText }
            fieldset { border: 0; padding: 0; margin: 0 0 20px } legend { font-weight: 600; padding: 0 0 4px }
            label { display: block; padding: 6px 0; overflow-wrap: anywhere } button { font: inherit; padding: 8px 18px; margin: 0 8px 0 0 }
            </style></head><body><main>%2$s</main></body></html>
            """;

    private ConsentPage() {}

    /**
     * @param chosen the account to begin with; empty for the first
     * @param separately whether each thing that is asked for can be refused by itself, as at Google
     */
    static String ask(String provider, List<String> accounts, String chosen, List<String> scopes, boolean separately,
            OAuthForm asked) {
        StringBuilder main = new StringBuilder(head(provider));
        main.append("<form method=\"post\">");
        asked.fields().forEach((name, value) -> {
            if (!name.equals("scope")) {
                main.append("<input type=\"hidden\" name=\"").append(safe(name)).append("\" value=\"")
                        .append(safe(value)).append("\">");
            }
        });
        String first = accounts.contains(chosen) ? chosen : accounts.stream().findFirst().orElse("");
        main.append("<fieldset><legend>Account</legend>");
        accounts.forEach(account -> main.append("<label><input type=\"radio\" name=\"account\" required value=\"")
                .append(safe(account)).append(account.equals(first) ? "\" checked> " : "\"> ").append(safe(account))
                .append("</label>"));
        main.append("</fieldset><fieldset><legend>Lamplighter wants to</legend>");
        main.append(scopes.stream().map(scope -> separately
                ? "<label><input type=\"checkbox\" name=\"scope\" checked value=\"" + safe(scope) + "\"> "
                        + safe(shown(scope)) + "</label>"
                : "<label><input type=\"hidden\" name=\"scope\" value=\"" + safe(scope) + "\">" + safe(shown(scope))
                        + "</label>")
                .collect(Collectors.joining()));
        return page(provider, main.append("</fieldset>").append(answers()).append("</form>").toString());
    }

    /** For a whole organisation: nobody's account is chosen. */
    static String askAdministrator(String provider, OAuthForm asked) {
        StringBuilder main = new StringBuilder(head(provider)).append("<form method=\"post\">");
        asked.fields().forEach((name, value) -> main.append("<input type=\"hidden\" name=\"").append(safe(name))
                .append("\" value=\"").append(safe(value)).append("\">"));
        main.append(
                "<p>Lamplighter wants to read mail, calendars and transcripts of <b>everybody in this organisation</b>."
                        + " Only an administrator can allow that.</p>")
                .append(answers()).append("</form>");
        return page(provider, main.toString());
    }

    /** What is wrong with a request that cannot be sent back to whoever made it. */
    static String wrong(String provider, String what) {
        return page(provider, head(provider) + "<p>" + safe(what) + "</p>");
    }

    private static String head(String provider) {
        return "<h1>" + safe(provider) + "</h1><p class=\"sim\">A simulator on this machine. No account is real, and no"
                + " password is asked for.</p>";
    }

    private static String answers() {
        return "<button name=\"answer\" value=\"allow\" id=\"allow\">Allow</button>"
                + "<button name=\"answer\" value=\"deny\" id=\"deny\" formnovalidate>Do not allow</button>";
    }

    private static String page(String provider, String main) {
        return FRAME.formatted(safe(provider), main);
    }

    /** The last word of an address, as the real pages show no addresses either. */
    private static String shown(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
