// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads absence notes, once it is known that one is. */
public final class AbsenceReader {
    private static final int LONGEST = 4_000;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+'-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}");

    /** Words that stand before the day of return. */
    private static final List<String> BACK = List.of("return on", "returning on", "return to the office on",
            "return to work on", "be back on", "back on", "back in the office on", "back in office on",
            "back at work on",
            "return", "wieder ab", "ab dem", "wieder am", "zurück am", "ab ", "rückkehr am", "de retour le",
            "de retour à partir du", "retour le", "vuelvo el", "regreso el", "vuelta el", "me reincorporo el",
            "rientro il", "rientrerò il", "torno il", "sarò di ritorno il", "regresso a", "retorno em", "de volta em",
            "volto a",
            "terug op", "weer aanwezig op", "weer bereikbaar vanaf", "vanaf", "åter den", "tillbaka den",
            "åter på kontoret", "wracam", "wrócę", "od ", "вернусь", "с ", "будет", "복귀", "返回", "回来", "返岗", "出社", "돌아");
    /** Words that stand before the last day away, in some languages behind it. */
    private static final List<String> UNTIL = List.of("until", "till", "through", "thru", "up to", "to ",
            "bis einschließlich", "bis zum", "bis inkl", "bis", "jusqu'au", "jusqu’au", "jusqu'à", "au ", "hasta el",
            "hasta", "fino al", "sino al", "al ", "até", "tot en met", "t/m", "tot", "till och med", "t.o.m.", "tom",
            "do ", "до", "по ", "까지", "まで", "至", "到");
    private static final List<String> INCLUSIVE = List.of("through", "einschließlich", "inkl", "inclus", "tot en met",
            "t/m", "till och med", "t.o.m", "włącznie", "включительно");
    private static final List<String> LEFT = List.of("no longer with", "no longer work", "no longer employed",
            "no longer at", "has left the company", "have left the company", "left the organi", "has left ",
            "nicht mehr für", "nicht mehr im unternehmen", "nicht mehr bei", "unternehmen verlassen",
            "ne travaille plus", "ne fait plus partie", "a quitté", "ai quitté", "ya no trabaja", "ya no trabajo",
            "ya no forma parte", "non lavora più", "non lavoro più", "ha lasciato l", "não trabalha mais",
            "já não trabalh", "não faço mais parte",
            "niet meer werkzaam", "niet langer werkzaam", "werkt niet meer", "arbetar inte längre", "har slutat",
            "już nie pracuj", "nie pracuje już", "больше не работа", "уже не работа", "퇴사", "已离职", "已離職", "退職");

    private AbsenceReader() {}

    /** @param note an interaction judged {@code AUTO_REPLY}; for others the answer means nothing */
    public static Absence read(Interaction note) {
        String fresh = note.text().fresh();
        String text = fresh.substring(0, Math.min(fresh.length(), LONGEST));
        LocalDate sent = note.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        String lower = text.toLowerCase(Locale.ROOT);
        return new Absence(returnsOn(lower, sent), containsAny(lower, LEFT), substitute(text, note));
    }

    private static Optional<LocalDate> returnsOn(String text, LocalDate sent) {
        List<WrittenDate> dates = WrittenDate.in(text, sent);
        return dates.stream().filter(date -> date.follows(text, BACK) || date.precedes(text, BACK))
                .map(WrittenDate::day).findFirst()
                .or(() -> dates.stream().filter(date -> date.follows(text, UNTIL) || date.precedes(text, UNTIL))
                        .map(date -> date.follows(text, INCLUSIVE) || date.precedes(text, INCLUSIVE)
                                ? date.day().plusDays(1)
                                : date.day())
                        .findFirst())
                .filter(day -> !day.isBefore(sent));
    }

    private static boolean containsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The first address that is not the author's own. */
    private static Optional<String> substitute(String text, Interaction note) {
        String own = note.author().map(Participant::key).orElse("");
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
            if (!addresses.group().toLowerCase(Locale.ROOT).equals(own)) {
                return Optional.of(addresses.group());
            }
        }
        return Optional.empty();
    }
}
