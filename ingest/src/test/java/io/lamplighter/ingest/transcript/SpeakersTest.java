// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.transcript.Speakers.Speaker;
import io.lamplighter.ingest.transcript.Speakers.Why;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakersTest {
    private static final List<Participant> INVITED = List.of(person("Anna Smith", "anna.smith@acme.example"),
            person("Ben Park", "bpark@seller.example"), person("Jürgen Groß", "juergen.gross@acme.example"),
            person("José María Núñez", "jose@otra.example"), person("", "carla.jones@acme.example"),
            person("Robert O'Neill", "rob@seller.example"), person("Chris Lee", "chris.lee@acme.example"),
            person("Chris Lee", "clee@other.example"), person("김민수", "minsu@goyo.example"),
            person("이영희 과장", "yh.lee@goyo.example"), person("박 지훈", "jh@goyo.example"),
            person("王芳", "wangfang@cn.example"), person("田中太郎", "tanaka@jp.example"),
            person("Ng, Wei Ling (Sales)", "weiling@sg.example"), person("최수진 (Sujin Choi)", "sj@goyo.example"));

    private static Participant person(String name, String address) {
        return new Participant(Participant.Role.TO, name, address);
    }

    private static Speaker resolved(String label) {
        return Speakers.resolve(List.of(label), INVITED).all().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"Anna Smith, anna.smith, FULL_NAME", "'Smith, Anna', anna.smith, FULL_NAME",
            "Smith Anna, anna.smith, FULL_NAME", "ANNA SMITH, anna.smith, FULL_NAME",
            "Anna Smith (Guest), anna.smith, FULL_NAME", "Anna Smith [External], anna.smith, FULL_NAME",
            "Anna Smith (Acme Ltd), anna.smith, FULL_NAME", "Anna Smith | Acme, anna.smith, FULL_NAME",
            "Dr. Anna Smith, anna.smith, FULL_NAME", "Anna M. Smith, anna.smith, SHORTENED_NAME",
            "A. Smith, anna.smith, INITIAL", "Anna S., anna.smith, INITIAL", "Anna, anna.smith, GIVEN_NAME",
            "Ms Smith, anna.smith, FAMILY_NAME", "AS, anna.smith, INITIALS",
            "anna.smith@acme.example, anna.smith, ADDRESS", "anna.smith, anna.smith, ADDRESS", "bpark, bpark, ADDRESS",
            "Jurgen Gross, juergen.gross, FULL_NAME", "Juergen Groß, juergen.gross, FULL_NAME",
            "Herr Groß, juergen.gross, FAMILY_NAME", "Jose Nunez, jose, SHORTENED_NAME",
            "Carla Jones, carla.jones, NAME_IN_ADDRESS",
            "Carla, carla.jones, GIVEN_NAME", "Bob O'Neill, rob, INITIAL", "Bob, rob, GIVEN_NAME",
            "Wei Ling Ng, weiling, FULL_NAME",
            "김민수, minsu, FULL_NAME", "김 민수, minsu, FULL_NAME", "민수 김, minsu, FULL_NAME", "김민수 과장님, minsu, FULL_NAME",
            "김민수/영업팀, minsu, FULL_NAME", "민수, minsu, GIVEN_NAME", "김과장님, minsu, FAMILY_NAME", "이영희님, yh.lee, FULL_NAME",
            "박지훈, jh, FULL_NAME", "王芳女士, wangfang, FULL_NAME", "王经理, wangfang, FAMILY_NAME",
            "小王, wangfang, FAMILY_NAME",
            "田中さん, tanaka, FAMILY_NAME", "田中 太郎, tanaka, FULL_NAME", "Sujin Choi, sj, FULL_NAME"})
    void findsWhoItIs(String label, String local, Why why) {
        Speaker speaker = resolved(label);

        assertThat(speaker.why()).isEqualTo(why);
        assertThat(speaker.participant()).map(Participant::address).get().asString().startsWith(local + "@");
    }

    @ParameterizedTest
    @CsvSource({"Speaker 1, UNNAMED", "SPEAKER_00, UNNAMED", "Unknown, UNNAMED", "Unknown Speaker, UNNAMED",
            "참석자 1, UNNAMED",
            "发言人2, UNNAMED", "話者 1, UNNAMED", "Sprecher 3, UNNAMED", "+82 10-1234-5678, UNNAMED",
            "Conference Room, UNNAMED",
            "Chris, AMBIGUOUS", "Chris Lee, AMBIGUOUS", "Lee, AMBIGUOUS", "Diana Smithson, UNKNOWN",
            "Anna Lee, UNKNOWN", "김철수, UNKNOWN"})
    void namesNobodyInDoubt(String label, Why why) {
        assertThat(resolved(label)).isEqualTo(new Speaker(label, null, why));
    }

    @Test
    void tellsNamesakesApartByTheirCompany() {
        assertThat(resolved("Chris Lee (Acme)").participant()).map(Participant::key).contains("chris.lee@acme.example");
    }

    @Test
    void oneGivenNameIsNotTwoPeople() {
        List<Participant> anna = List.of(person("Anna", "a@acme.example"));

        assertThat(Speakers.resolve(List.of("Anna Smith", "Anna"), anna).all()).allMatch(s -> s.who() != null);
        assertThat(Speakers.resolve(List.of("Anna Smith", "Anna Lee"), anna).all())
                .allMatch(s -> s.why() == Why.AMBIGUOUS);
    }

    @Test
    void countsAPersonOnce() {
        List<Participant> twice = List.of(person("Anna Smith", "a@acme.example"), person("", "A@acme.example"));

        assertThat(Speakers.resolve(List.of("Anna"), twice).who("Anna")).isPresent();
    }
}
