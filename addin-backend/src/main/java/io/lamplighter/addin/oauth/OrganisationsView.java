// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.util.List;
import java.util.Map;

/**
 * The organisations that let us in, and the forms that connect another one.
 *
 * @param microsoft whether this installation is registered there
 * @param redirect what has to be registered as a redirect URI
 * @param sent what was sent and was not right; never a key
 * @param problems field name to what is wrong with it
 */
public record OrganisationsView(List<Item> items, boolean microsoft, String redirect, Map<String, String> sent,
        Map<String, String> problems) {

    public OrganisationsView {
        items = List.copyOf(items);
        sent = Map.copyOf(sent);
        problems = Map.copyOf(problems);
    }

    /** @param detail "Google Workspace · lamplighter@project.iam.gserviceaccount.com, key 3f2a" */
    public record Item(String id, String name, String detail, String mailboxes) {}

    public String sent(String field) {
        return sent.getOrDefault(field, "");
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
