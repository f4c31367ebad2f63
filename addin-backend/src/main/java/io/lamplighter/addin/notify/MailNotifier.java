// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.crm.activity.Subjects;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.NotTold;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Notifier;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Tells people of warnings by mail: which deal, which score, where to look. Mailboxes are read on lock screens and forwarded, so
 * what the buyer wrote is not in it, and its subject only where whoever runs Lamplighter allows it.
 */
public final class MailNotifier implements Notifier {

    private static final String TIMEOUT = "15000";

    private final Post post;
    private final WithoutMail without;
    private final Subjects subjects;
    private final String address;
    private final Clock clock;

    /**
     * How mail leaves.
     *
     * @param host empty where no mail is sent
     * @param security {@code starttls}, {@code tls}, or {@code none} for a server on the same machine
     * @param username empty where the server asks for none
     * @param from the sender, with or without a name
     * @param withSubject whether the subject of the buyer's mail may be in it
     */
    public record Post(String host, int port, String security, String username, String password, String from,
            boolean withSubject) {

        @Override
        public String toString() {
            return "Post " + host + ":" + port;
        }
    }

    /** @param address where browsers reach this installation; empty where that is not known */
    public MailNotifier(Post post, WithoutMail without, Subjects subjects, String address, Clock clock) {
        this.post = post;
        this.without = without;
        this.subjects = subjects;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return "mail";
    }

    @Override
    public boolean isOn() {
        return !post.host().isBlank();
    }

    /** Mail servers let a client have few connections at once. */
    @Override
    public int placesAtOnce() {
        return 4;
    }

    @Override
    public void tell(Notice notice, User whom) {
        // The first administrator has no address until somebody gives one.
        if (without.includes(whom.id()) || whom.email().endsWith("@localhost")) {
            return;
        }
        try {
            send(notice, whom);
        } catch (MessagingException failed) {
            // What a server says may quote the mail; only that it failed is kept.
            throw new NotTold("the mail server did not take it");
        }
    }

    private void send(Notice notice, User whom) throws MessagingException {
        send(whom, "notice-" + notice.id() + "-" + whom.id(), subject(notice), text(notice, whom));
    }

    /**
     * Sends something that is no warning, and that nobody can refuse to be sent.
     *
     * @param id the same for every attempt, and for nothing else
     * @throws IllegalStateException if the server does not take it
     */
    public void write(User whom, String id, String subject, String text) {
        try {
            send(whom, id, subject, text);
        } catch (MessagingException failed) {
            throw new IllegalStateException("the mail was not taken", failed);
        }
    }

    private void send(User whom, String id, String subject, String text) throws MessagingException {
        Session session = Session.getInstance(properties());
        MimeMessage mail = new Numbered(session, id);
        mail.setFrom(new InternetAddress(post.from()));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(whom.email()));
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        mail.setText(text, StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        // RFC 3834 §5: no automatic reply shall answer.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            if (post.username().isBlank()) {
                transport.connect();
            } else {
                transport.connect(post.username(), post.password());
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    /** Every attempt has the same Message-ID, by which servers and mail programs know a repetition. */
    private final class Numbered extends MimeMessage {

        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            String sender = new InternetAddress(post.from()).getAddress();
            setHeader("Message-ID", "<" + id + sender.substring(sender.indexOf('@')) + ">");
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", post.host());
        properties.put("mail.smtp.port", Integer.toString(post.port()));
        properties.put("mail.smtp.auth", Boolean.toString(!post.username().isBlank()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(post.security().equals("tls")));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(post.security().equals("starttls")));
        properties.put("mail.smtp.starttls.required", Boolean.toString(post.security().equals("starttls")));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", TIMEOUT);
        properties.put("mail.smtp.timeout", TIMEOUT);
        properties.put("mail.smtp.writetimeout", TIMEOUT);
        return properties;
    }

    private String subject(Notice notice) {
        if (notice.mailbox().isPresent()) {
            return new MailboxNews(notice.about(), notice.mailbox().get(), address).subject();
        }
        String deal = notice.dealName().replaceAll("\\s+", " ");
        return switch (notice.about()) {
            case BAD_NEWS -> "Bad news on " + deal + ", " + score(notice);
            case CHAMPION_LEFT -> "A contact has left: " + deal;
            case MAIL_MISSING, MAIL_COMPLETE -> throw new IllegalArgumentException("no mailbox is named");
        };
    }

    private String text(Notice notice, User whom) {
        StringBuilder text = new StringBuilder("Hello ").append(whom.name().strip().split("\\s+")[0]).append(",\n\n");
        if (notice.mailbox().isPresent()) {
            text.append(new MailboxNews(notice.about(), notice.mailbox().get(), address).text());
            return signed(text);
        }
        text.append(switch (notice.about()) {
            case BAD_NEWS -> "the buyer wrote something on “" + notice.dealName()
                    + "” that reads like bad news: " + score(notice) + " on a scale from −1 to +1.";
            case CHAMPION_LEFT -> "somebody who had a part in “" + notice.dealName()
                    + "” does not work there any more.";
            case MAIL_MISSING, MAIL_COMPLETE -> throw new IllegalArgumentException("no mailbox is named");
        });
        String about = subjects.of(List.of(notice.activity().value())).getOrDefault(notice.activity().value(), "");
        if (post.withSubject() && !about.isBlank()) {
            text.append("\nIts subject: ").append(about.replaceAll("\\s+", " "));
        }
        if (!address.isEmpty()) {
            text.append("\n\nSee it: ").append(address).append("/deals/").append(notice.deal());
        }
        text.append("\n\nYou hear of it because ").append(whom.id().equals(notice.owner())
                ? "the deal is yours."
                : "you manage the team.");
        return signed(text);
    }

    private String signed(StringBuilder text) {
        if (!address.isEmpty()) {
            text.append(" Whether you do is up to you: ").append(address).append("/notifications");
        }
        return text.append("\n\nLamplighter\n").toString();
    }

    private static String score(Notice notice) {
        return String.format(Locale.ROOT, "%.2f", notice.score()).replace('-', '−');
    }
}
