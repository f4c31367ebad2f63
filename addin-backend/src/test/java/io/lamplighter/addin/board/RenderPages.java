// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes every page with sample data into {@code target/pages}, to be looked at in a browser. */
final class RenderPages {

    private RenderPages() {}

    public static void main(String[] args) throws IOException {
        Path target = Path.of(args.length > 0 ? args[0] : "target/pages");
        Files.createDirectories(target);
        Pages pages = new Pages();
        for (Map.Entry<String, Sample> entry : all().entrySet()) {
            Sample sample = entry.getValue();
            String html = pages.render(sample.template, sample.model).replace("\"/lamplighter", "\"lamplighter")
                    .replace("\"/webjars", "\"webjars")
                    .replace("\"/lamp.svg", "\"lamp.svg");
            Files.writeString(target.resolve(entry.getKey() + ".html"), html);
        }
        for (String file : new String[]{"lamplighter.css", "lamplighter.js", "lamp.svg"}) {
            try (var in = RenderPages.class.getResourceAsStream("/static/" + file)) {
                Files.write(target.resolve(file), in.readAllBytes());
            }
        }
    }

    record Sample(String template, Map<String, ?> model) {}

    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("board", new Sample("board", Map.of("board", SampleBoard.board())));
        all.put("board-importing", new Sample("board", Map.of("board", SampleBoard.importing())));
        all.put("board-filtered", new Sample("board", Map.of("board", SampleBoard.filtersLeaveNothing())));
        all.put("board-new", new Sample("board", Map.of("board", SampleBoard.nothingConnected())));
        all.put("deal", new Sample("deal", Map.of("deal", SampleDeal.deal(), "upload", UploadForm.empty("1"))));
        all.put("deal-new", new Sample("deal", Map.of("deal", SampleDeal.fresh())));
        all.put("mailboxes",
                new Sample("mailboxes", Map.of("mailboxes", SampleViews.mailboxes(), "shell", SampleViews.admin())));
        all.put("mailboxes-new", new Sample("mailboxes", Map.of("mailboxes", SampleViews.mailboxesWithProblems())));
        all.put("reading", new Sample("reading", Map.of("reading", SampleViews.reading("Private"))));
        all.put("own", new Sample("own", Map.of("own", OwnViews.own())));
        all.put("own-new", new Sample("own", Map.of("own", OwnViews.none())));
        all.put("mailbox", new Sample("mailbox",
                Map.of("box", OwnViews.box("/mailboxes"), "link", OwnViews.link("/x"), "shell", SampleViews.admin())));
        all.put("mailbox-own", new Sample("mailbox", Map.of("box", OwnViews.box("/mailbox"))));
        all.put("password", new Sample("password", Map.of("password", OwnViews.password("mail.fernbeck.example"))));
        all.put("password-token",
                new Sample("password", Map.of("password", OwnViews.secret("login.fernbeck.example"))));
        all.put("again", new Sample("again", Map.of("again", OwnViews.again(), "shell", Shell.signedOut(""))));
        all.put("again-password",
                new Sample("again", Map.of("again", OwnViews.againByPassword("mail.fernbeck.example"), "shell",
                        Shell.signedOut(""))));
        all.put("review", new Sample("review", Map.of("review", SampleViews.review())));
        all.put("login", new Sample("login", Map.of("login", SampleViews.login(), "shell", Shell.signedOut("dark"))));
        all.put("error", new Sample("error", Map.of("status", 404, "path", "/deals/17", "shell", Shell.signedOut(""))));
        return all;
    }
}
