// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.oauth.Organisation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads one row of a file and says what is wrong with it. No sentence of its quotes a password. */
final class BatchRow {

    private static final String ADDRESS = "[^@\\s]+@[^@\\s]+";
    private static final int DEFAULT_DAYS = 90;
    private static final int ALL = 0;

    private final List<Organisation> organisations;
    private final Instant now;

    /** @param columns where each of them is */
    record Cells(CSVRecord record, Map<String, Integer> columns) {}

    BatchRow(List<Organisation> organisations, Instant now) {
        this.organisations = organisations;
        this.now = now;
    }

    Row read(Cells cells, int line) {
        String address = text(cells, "address").toLowerCase(Locale.ROOT);
        if (!address.matches(ADDRESS)) {
            return Row.wrong(line, shortened(address), address.isEmpty()
                    ? "The address is missing."
                    : "“" + shortened(address) + "” is not an address.");
        }
        String owner = text(cells, "owner").toLowerCase(Locale.ROOT);
        if (!owner.isEmpty() && !owner.matches(ADDRESS)) {
            return Row.wrong(line, address, "The owner is named by an email address, such as anna@seller.example.");
        }
        if (!text(cells, "days").matches("\\d{0,4}")) {
            return Row.wrong(line, address, "The days are a number, such as 90; 0 for everything there is.");
        }
        return switch (provider(cells, address)) {
            case "imap" -> imap(cells, line, address, owner);
            case Organisation.MICROSOFT, Organisation.GOOGLE -> whole(cells, line, address, owner);
            case "" -> Row.wrong(line, address, "Nothing says how this mailbox is reached. Write imap with a password,"
                    + " or microsoft or google after their organisation was connected, into the column provider.");
            default -> Row.wrong(line, address, "The provider is imap, microsoft or google.");
        };
    }

    private String provider(Cells cells, String address) {
        String named = text(cells, "provider").toLowerCase(Locale.ROOT);
        if (!named.isEmpty()) {
            return named;
        }
        if (!text(cells, "host").isEmpty() || !raw(cells, "password").isEmpty()) {
            return "imap";
        }
        return organisations.stream().filter(o -> o.holds(address)).findFirst().map(Organisation::provider).orElse("");
    }

    private Row imap(Cells cells, int line, String address, String owner) {
        String host = text(cells, "host");
        String security = text(cells, "security").isEmpty()
                ? "tls"
                : text(cells, "security").toLowerCase(Locale.ROOT);
        int port = port(text(cells, "port"), security);
        String wrong = wrong(host, security, port, raw(cells, "password"));
        if (wrong != null) {
            return Row.wrong(line, address, wrong);
        }
        String user = text(cells, "user").isEmpty() && !host.isEmpty() ? address : text(cells, "user");
        return new Row(line, address, owner, text(cells, "name"),
                new Row.Imap(host, port, security, user, raw(cells, "password")), null, reading(cells, ALL), null);
    }

    private static @Nullable String wrong(String host, String security, int port, String password) {
        if (host.matches("(?s).*[\\s/:].*")) {
            return "The host is the name of the server alone, such as mail.example.com; the port has its own column.";
        }
        if (!security.matches("tls|starttls|plain")) {
            return "The security is tls, starttls or plain.";
        }
        if (port < 1 || port > 65_535) {
            return "The port is a number from 1 to 65535; 993 is usual for tls, 143 for starttls.";
        }
        return password.isEmpty() ? "The password is missing. Most servers want an app password here." : null;
    }

    private static int port(String text, String security) {
        if (text.isEmpty()) {
            return security.equals("tls") ? 993 : 143;
        }
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    private Row whole(Cells cells, int line, String address, String owner) {
        String provider = provider(cells, address);
        String named = text(cells, "organisation").toLowerCase(Locale.ROOT);
        List<Organisation> there = organisations.stream().filter(o -> o.provider().equals(provider)).toList();
        Optional<Organisation> organisation = named.isEmpty()
                ? Stream.concat(there.stream().filter(o -> o.holds(address)),
                        there.stream().filter(o -> there.size() == 1)).findFirst()
                : there.stream().filter(o -> o.outsideId().equalsIgnoreCase(named)
                        || o.name().toLowerCase(Locale.ROOT).equals(named) || o.domains().contains(named)).findFirst();
        if (organisation.isEmpty()) {
            return Row.wrong(line, address, there.isEmpty()
                    ? "No organisation of " + (provider.equals("google") ? "Google Workspace" : "Microsoft 365")
                            + " is connected. Connect it first, under Mailboxes, Connect a whole organisation."
                    : "Nothing says which organisation this address is of. Write its domain into the column organisation: "
                            + String.join(", ", there.stream().map(Organisation::name).toList()) + ".");
        }
        return new Row(line, address, owner, text(cells, "name"), null,
                new Row.OfOrganisation(organisation.get().id()), reading(cells, DEFAULT_DAYS), null);
    }

    private Row.Reading reading(Cells cells, int otherwise) {
        String days = text(cells, "days");
        return new Row.Reading(since(days.isEmpty() ? otherwise : Integer.parseInt(days), now),
                isOn(cells, "calendar"), isOn(cells, "transcripts"), isOn(cells, "start"));
    }

    static Instant since(int days, Instant now) {
        return days <= 0 ? Instant.EPOCH : now.minus(Duration.ofDays(days));
    }

    private static boolean isOn(Cells cells, String column) {
        return !text(cells, column).toLowerCase(Locale.ROOT).matches("no|false|0|off");
    }

    private static String text(Cells cells, String column) {
        return raw(cells, column).strip();
    }

    /** As it is, blanks and all: a password may begin with one. */
    private static String raw(Cells cells, String column) {
        Integer at = cells.columns().get(column);
        return at == null || at >= cells.record().size() ? "" : cells.record().get(at);
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
