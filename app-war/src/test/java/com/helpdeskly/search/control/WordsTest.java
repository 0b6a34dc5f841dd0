package com.helpdeskly.search.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @Test
    void wordsStandBetweenBlanksAndPunctuation() {
        assertThat(words("The printer (3rd floor), isn't \"ready\"; see ERR-42_b: a@b.example"))
                .containsExactly(
                        "the", "printer", "3rd", "floor", "isn", "t", "ready", "see", "err", "42", "b", "a", "b",
                        "example");
    }

    @Test
    void textsWithoutBlanksAreFoundByTheirPairs() {
        assertThat(words("東京都")).containsExactly("東京", "京都", "都");
        assertThat(words("プリンタが壊れた")).startsWith("プリ", "リン").endsWith("れた", "た");
        assertThat(words("iPhoneが壊")).containsExactly("iphone", "が壊", "壊");
        assertThat(words("무선 프린터")).containsExactly("무선", "선", "프린", "린터", "터");
    }

    @Test
    void marksStayWithTheirSigns() {
        // Thai: four consonants, two of which carry a vowel and a tone.
        assertThat(words("ที่นี่")).containsExactly("ที่นี่", "นี่");
        assertThat(words("ปริ้น")).containsExactly("ปริ้", "ริ้น", "น");
        // Devanagari has blanks; its vowels are marks and stay.
        assertThat(words("प्रिंटर खराब")).containsExactly("प्रिंटर", "खराब");
    }

    @Test
    void picturesStandForThemselves() {
        assertThat(words("broken 🖨️ again🔥")).containsExactly("broken", "🖨", "again", "🔥");
    }

    @Test
    void everyTokenTellsWhereItStands() {
        String text = "Ein großer Drucker: 東京 🔥";
        assertThat(Words.of(text))
                .extracting(token -> text.substring(token.start(), token.end()))
                .containsExactly("Ein", "großer", "Drucker", "東京", "京", "🔥");
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(words("")).isEmpty();
        assertThat(words(" \t\n& | ! ( ) :* <-> ' \" \\ \u0000 \uD800 \uFFFF")).isEmpty();
        assertThat(words("\u0301\u0E31")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Latin
        "Größe, GROSSE",
        "Müller, muller",
        "Łódź, lodz",
        "Ørsted, orsted",
        "İstanbul, istanbul",
        "ısı, ISI",
        "Ångström, angstrom",
        "naïve, NAIVE",
        "Æsir, aesir",
        "ﬁle, file",
        "Ｐｒｉｎｔｅｒ, printer",
        "Việt, viet",
        // the same, composed and decomposed
        "é, é",
        // Greek: accents, and the sigma at the end
        "εκτυπωτής, ΕΚΤΥΠΩΤΗΣ",
        "Οδυσσεύς, οδυσσευσ",
        // Cyrillic
        "Ёлка, елка",
        "ПРИНТЕР, принтер",
        // Arabic: points, the tatweel, forms of the alef, the article, Persian letters, digits
        "طَابِعَة, طابعه",
        "كـــتاب, كتاب",
        "أحمد, احمد",
        "الطابعة, طابعة",
        "کتاب, كتاب",
        "١٢٣, 123",
        // Hebrew: points
        "שָׁלוֹם, שלום",
        // Japanese: half-width kana with a voice mark of its own
        "ﾌﾟﾘﾝﾀ, プリンタ",
        // Korean: letters and syllables
        "프린터, 프린터",
        // Chinese: compatibility forms
        "金, 金",
    })
    void whatPeopleTakeForTheSameIsTheSame(String one, String other) {
        assertThat(words(one)).isEqualTo(words(other)).isNotEmpty();
    }

    @Test
    void whatIsAnotherWordStaysAnotherOne() {
        assertThat(words("มา")).isNotEqualTo(words("ม้า"));
        assertThat(words("か")).isNotEqualTo(words("が"));
        assertThat(words("कल")).isNotEqualTo(words("काल"));
    }

    @Test
    void longWordsAreCutBetweenTheirCharacters() {
        assertThat(words("x".repeat(5_000))).containsExactly("x".repeat(Folding.LONGEST));
        assertThat(words("ж".repeat(100))).containsExactly("ж".repeat(Folding.LONGEST / 2));
        assertThat(words("𐐨".repeat(100))).containsExactly("𐐨".repeat(Folding.LONGEST / 4));
    }

    @Test
    void lexemesAreBoundedAndHaveNothingThatPostgresqlCouldMistake() {
        Lexemes lexemes = new Lexemes(1_000);
        for (int i = 0; i < 1_000; i++) {
            lexemes.add("it's a 'word" + i + "' \\ & :* b" + i, "A");
        }
        assertThat(lexemes.bytes()).isBetween(900, 1_000);
        assertThat(lexemes.isFull()).isTrue();
        assertThat(lexemes.toTsvector()).startsWith("'it':1A,").matches("('\\w+'(:\\d+A(,\\d+A){0,2})? ?)+");
    }

    private static List<String> words(String text) {
        return Words.of(text).stream().map(Token::word).toList();
    }
}
