// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an organisation granted, as its token for an application says. Microsoft calls such tokens opaque; where this one cannot be
 * read nothing is concluded from it, and the first mailbox tells.
 */
record AppRoles(String tenant, Set<String> roles) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    AppRoles {
        roles = Set.copyOf(roles);
    }

    static Optional<AppRoles> read(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims = JSON
                    .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            if (!claims.path("tid").isString()) {
                return Optional.empty();
            }
            Set<String> roles = new LinkedHashSet<>();
            claims.path("roles").forEach(role -> roles.add(role.asString("")));
            return Optional.of(new AppRoles(claims.path("tid").asString(), roles));
        } catch (IllegalArgumentException | JacksonException broken) {
            return Optional.empty();
        }
    }

    boolean readsMail() {
        return roles.contains("Mail.Read") || roles.contains("Mail.ReadWrite");
    }

    boolean has(String role) {
        return roles.contains(role);
    }
}
