-- Who said what in a transcript: [{"speaker":..,"side":"BUYER"|"OURS"|"NOBODY","second":..,"start":..,"end":..}], spans of body.
-- Null for everything that one person wrote. Only what the buyer said is scored.
alter table interaction add column turns jsonb;

-- What came of a meeting, as its words say or as somebody entered. A meeting that was not held does not move the clock; what the
-- clock makes of it if it was held stays known, because an outcome can be corrected.
alter table activity
    add column outcome        text check (outcome in ('NEXT_STEP', 'NO_SHOW', 'RESCHEDULED', 'CANCELLED', 'OTHER')),
    add column outcome_words  text not null default '',
    add column outcome_by     text not null default '',
    add column held_moves     boolean,
    add column held_reason    text;
