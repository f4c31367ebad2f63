// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to be known about names: where a family name ends, and who is called what for short. */
final class NameTables {
    /** Two syllables of one family name; all others have one. */
    static final Set<String> LONG_FAMILIES = Set.of("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "欧阳", "歐陽", "司马",
            "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田",
            "山田", "佐々木", "山口", "松本", "井上", "木村", "斎藤", "清水", "山崎", "池田", "橋本", "石川", "前田", "藤田", "後藤", "小川", "岡田",
            "長谷川",
            "村上", "近藤", "石井", "坂本", "遠藤", "青木", "藤井", "西村", "福田", "太田", "三浦", "岡本", "松田", "中島", "中川", "原田", "小野", "竹内");
    private static final List<Set<String>> SHORT_FORMS = List.of(Set.of("robert", "bob", "rob", "bobby", "robbie"),
            Set.of("william", "bill", "will", "billy", "liam"), Set.of("michael", "mike", "mick", "micha"),
            Set.of("thomas", "tom", "tommy"), Set.of("james", "jim", "jimmy", "jamie"),
            Set.of("richard", "rick", "dick", "rich"),
            Set.of("elizabeth", "liz", "beth", "lizzie", "eliza"),
            Set.of("katherine", "catherine", "kate", "kathy", "cathy", "katie"),
            Set.of("alexander", "alex", "sasha"), Set.of("alexandra", "alex", "sandra"),
            Set.of("christopher", "chris", "kit"),
            Set.of("christine", "christina", "chris", "tina"), Set.of("daniel", "dan", "danny"),
            Set.of("david", "dave"),
            Set.of("edward", "ed", "eddie", "ted"), Set.of("matthew", "matt"), Set.of("nicholas", "nick", "niko"),
            Set.of("patrick", "pat", "paddy"), Set.of("patricia", "pat", "tricia"), Set.of("peter", "pete"),
            Set.of("samuel", "sam"), Set.of("samantha", "sam"), Set.of("stephen", "steven", "steve"),
            Set.of("susan", "sue", "susie"),
            Set.of("andrew", "andy", "drew"), Set.of("andreas", "andi", "andy"), Set.of("anthony", "tony"),
            Set.of("benjamin", "ben"), Set.of("charles", "charlie", "chuck"), Set.of("gregory", "greg"),
            Set.of("jennifer", "jen", "jenny"),
            Set.of("joseph", "joe"), Set.of("joshua", "josh"), Set.of("jonathan", "jon"),
            Set.of("margaret", "maggie", "meg", "peggy"),
            Set.of("philip", "phillip", "phil"), Set.of("rebecca", "becky"), Set.of("ronald", "ron"),
            Set.of("timothy", "tim"),
            Set.of("victoria", "vicky", "tori"), Set.of("zachary", "zach"), Set.of("jessica", "jess"),
            Set.of("kenneth", "ken"),
            Set.of("lawrence", "larry"), Set.of("maximilian", "max"), Set.of("johannes", "hannes", "jo"),
            Set.of("sebastian", "basti", "seb"),
            Set.of("vladimir", "vova", "volodya"), Set.of("dmitry", "dmitri", "dima"),
            Set.of("francisco", "paco", "fran"), Set.of("jose", "pepe"));

    /** As {@link PersonName#umlauts} folds them. */
    private static final List<Set<String>> FOLDED = SHORT_FORMS.stream()
            .map(forms -> forms.stream().map(PersonName::umlauts).collect(Collectors.toUnmodifiableSet())).toList();

    private NameTables() {}

    static boolean areForms(String one, String other) {
        return FOLDED.stream().anyMatch(forms -> forms.contains(one) && forms.contains(other));
    }

    /** How many characters of a Chinese, Korean or Japanese name are the family's. */
    static int familyLength(String name) {
        for (int length = 3; length > 1; length--) {
            if (name.length() > length && LONG_FAMILIES.contains(name.substring(0, length))) {
                return length;
            }
        }
        return 1;
    }
}
