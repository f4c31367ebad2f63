// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.imports.Imported;
import io.lamplighter.crm.imports.OpportunityImport;
import io.lamplighter.crm.imports.RoleImport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** CRM records from CSV files, as a request body or as a form upload. All of a file is imported, or nothing of it. */
@RestController
@Tag(name = "Import", description = "CRM records from CSV files: all of a file or nothing of it")
class ImportApi {

    private final AccountImport accounts;
    private final ContactImport contacts;
    private final OpportunityImport opportunities;
    private final RoleImport roles;

    ImportApi(AccountImport accounts, ContactImport contacts, OpportunityImport opportunities, RoleImport roles) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.roles = roles;
    }

    @Operation(summary = "Imports a CSV file", description = """
            `accounts`: name,domain (several domains separated by `;`). `contacts`: name,email,account.
            `opportunities`: name,account,owner,stage,amount,currency,close_date. `roles`: opportunity,contact_email,role.
            What is there already is updated. UTF-8.""")
    @PostMapping(path = "/api/{what:accounts|contacts|opportunities|roles}/import", consumes = {"text/csv",
            "text/plain",
            "application/octet-stream"})
    Imported fromBody(@PathVariable String what, @RequestBody byte[] csv) {
        return importer(what).apply(text(csv));
    }

    @Operation(summary = "Imports a CSV file uploaded as the form field `file`")
    @PostMapping(path = "/api/{what:accounts|contacts|opportunities|roles}/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Imported fromForm(@PathVariable String what, @RequestParam MultipartFile file) throws IOException {
        return importer(what).apply(text(file.getBytes()));
    }

    private Function<String, Imported> importer(String what) {
        return switch (what) {
            case "accounts" -> accounts::from;
            case "contacts" -> contacts::from;
            case "opportunities" -> opportunities::from;
            default -> roles::from;
        };
    }

    private static String text(byte[] csv) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(csv)).toString();
        } catch (CharacterCodingException other) {
            throw new BadRequest("The file is not UTF-8. Save it as “CSV UTF-8” and send it again.");
        }
    }
}
