// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.ingest.MeetingOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A transcript or notes, as somebody hands them in.
 *
 * @param fileName empty for pasted text
 * @param title empty for what the file says
 * @param at when the meeting began; empty for what the file says
 * @param outcome empty for what the words say
 */
public record Upload(OpportunityId deal, User by, byte[] content, String fileName, String title, Optional<Instant> at,
        Optional<MeetingOutcome> outcome) {}
