// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.Recording.Began;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meeting that a transcript belongs to.
 *
 * @param key the candidate's
 * @param margin how far the next candidate is behind, 0 to 1; 1 where there is none
 */
public record TranscriptMatch(String key, Rule rule, double margin) {
    private static final double LEAST = 0.15;
    private static final Duration EARLY = Duration.ofMinutes(20);
    /** A room that is used every week keeps its link: another day is another meeting. */
    private static final Duration SAME = Duration.ofHours(12);

    /** What decided, the surest first. */
    public enum Rule {
        /** The same online meeting. */
        LINK,
        /** The number of the online meeting, which the file has without its link. */
        ID,
        /** It began when the meeting did, and who spoke was invited, or the titles are equal. */
        TIME_AND_ATTENDEES
    }

    /** How well one candidate fits. */
    private record Fit(MeetingCandidate meeting, double score) {}

    /**
     * Never the better of two equals: where two meetings fit about as well, there is no answer.
     *
     * @param beside a link or number given with the file, in any form; may be empty
     * @param zone the clock of whoever recorded, for times without a zone
     */
    public static Optional<TranscriptMatch> find(Transcript transcript, String beside, ZoneId zone,
            List<MeetingCandidate> candidates) {
        Set<String> links = new HashSet<>(transcript.recording().links());
        links.addAll(MeetingLinks.in(beside));
        String bare = beside.replaceAll("[ -]", "");
        if (bare.length() >= 9 && bare.length() < 20 && bare.chars().allMatch(Character::isDigit)) {
            links.add("id:" + bare);
        }
        List<MeetingCandidate> linked = candidates.stream().filter(c -> isLinked(c, links, false)).toList();
        List<MeetingCandidate> numbered = linked.isEmpty()
                ? candidates.stream().filter(c -> isLinked(c, links, true)).toList()
                : linked;
        if (!numbered.isEmpty()) {
            return byLink(transcript, zone, numbered, linked.isEmpty() ? Rule.ID : Rule.LINK);
        }
        List<Fit> fits = new ArrayList<>();
        for (MeetingCandidate candidate : candidates) {
            // A link to another meeting speaks against it as loudly as the same link speaks for it.
            boolean elsewhere = !links.isEmpty() && sameProgram(MeetingLinks.in(candidate.link()), links);
            double score = elsewhere ? 0 : score(transcript, zone, candidate);
            if (score > 0) {
                fits.add(new Fit(candidate, score));
            }
        }
        return best(fits, Rule.TIME_AND_ATTENDEES);
    }

    private static boolean isLinked(MeetingCandidate candidate, Set<String> links, boolean number) {
        for (String link : MeetingLinks.in(candidate.link())) {
            boolean same = number
                    ? !MeetingLinks.number(link).isEmpty()
                            && links.stream().anyMatch(l -> MeetingLinks.number(l).equals(MeetingLinks.number(link)))
                    : !link.startsWith("id:") && links.contains(link);
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameProgram(Set<String> some, Set<String> others) {
        return some.stream().map(link -> link.substring(0, link.indexOf(':'))).anyMatch(
                program -> !program.equals("id") && others.stream().anyMatch(other -> other.startsWith(program + ":")));
    }

    private static Optional<TranscriptMatch> byLink(Transcript transcript, ZoneId zone, List<MeetingCandidate> same,
            Rule rule) {
        Instant began = began(transcript, zone);
        if (began == null && same.size() == 1 && transcript.recording().began().isEmpty()) {
            return Optional.of(new TranscriptMatch(same.getFirst().key(), rule, 1));
        }
        List<Fit> fits = new ArrayList<>();
        for (MeetingCandidate candidate : same) {
            double near = began == null ? day(transcript, zone, candidate) : nearness(began, candidate, SAME);
            if (near > 0) {
                fits.add(new Fit(candidate, near + attendance(transcript, candidate) / 4));
            }
        }
        return best(fits, rule);
    }

    private static Optional<TranscriptMatch> best(List<Fit> fits, Rule rule) {
        List<Fit> sorted = fits.stream().sorted(Comparator.comparingDouble(Fit::score).reversed()).toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        double first = sorted.getFirst().score();
        double margin = sorted.size() == 1 ? 1 : Math.min(1, first - sorted.get(1).score());
        return margin < LEAST
                ? Optional.empty()
                : Optional.of(new TranscriptMatch(sorted.getFirst().meeting().key(), rule, margin));
    }

    /** 0 where it cannot be this one; time alone is no proof, nor are the attendees alone. */
    private static double score(Transcript transcript, ZoneId zone, MeetingCandidate candidate) {
        Instant began = began(transcript, zone);
        double near = began == null
                ? day(transcript, zone, candidate) / 2
                : nearness(began, candidate, Duration.ofMinutes(30));
        double attendance = attendance(transcript, candidate);
        boolean titled = isTitled(transcript, candidate);
        boolean proved = attendance >= 0.5 || titled;
        return near > 0 && proved ? near / 2 + attendance / 2 + (titled ? 0.3 : 0) : 0;
    }

    /** 1 at the meeting's start, less with the distance; a recording that is begun late is begun before the end. */
    private static double nearness(Instant began, MeetingCandidate candidate, Duration far) {
        Duration late = Duration.between(candidate.start(), began);
        boolean during = !began.isBefore(candidate.start().minus(EARLY)) && began.isBefore(candidate.end());
        double distance = (double) late.abs().toSeconds() / far.toSeconds();
        return during ? Math.max(0.3, 1 - distance) : Math.max(0, 1 - distance);
    }

    private static double day(Transcript transcript, ZoneId zone, MeetingCandidate candidate) {
        Optional<Began> began = transcript.recording().began();
        if (began.isEmpty()) {
            return 0;
        }
        return candidate.start().atZone(zone).toLocalDate().equals(began.get().at().toLocalDate()) ? 1 : 0;
    }

    private static @Nullable Instant began(Transcript transcript, ZoneId zone) {
        Began began = transcript.recording().began().orElse(null);
        if (began == null || began.day()) {
            return null;
        }
        return began.zone() == null ? began.at().atZone(zone).toInstant() : began.at().toInstant(began.zone());
    }

    /** The share of the named speakers who were invited. */
    private static double attendance(Transcript transcript, MeetingCandidate candidate) {
        List<Speakers.Speaker> named = Speakers.resolve(transcript, candidate.attendees()).all().stream()
                .filter(speaker -> speaker.why() != Speakers.Why.UNNAMED).toList();
        long there = named.stream().filter(speaker -> speaker.why() != Speakers.Why.UNKNOWN).count();
        return named.isEmpty() ? 0 : (double) there / named.size();
    }

    private static boolean isTitled(Transcript transcript, MeetingCandidate candidate) {
        String title = letters(transcript.recording().title());
        return title.length() > 3 && title.equals(letters(candidate.title()));
    }

    private static String letters(String title) {
        return PersonName.fold(title).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
