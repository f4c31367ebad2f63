// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.SecretRotation;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Care for the secrets of connections. None of them is ever answered. */
@RestController
final class SecretApi {

    private final SecretRotation rotation;

    SecretApi(SecretRotation rotation) {
        this.rotation = rotation;
    }

    /** @param sealedAnew how many had been sealed with a former key */
    record Rotated(int sealedAnew) {}

    @Operation(summary = "Seals all stored secrets with the present key, after which former keys can be forgotten")
    @PostMapping("/api/secrets/rotate")
    Rotated rotate() {
        return new Rotated(rotation.rotate());
    }
}
