package com.helpdeskly.search.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HighlighterTest {
    @Test
    void wholeWordsAreMarkedWhateverTheirForm() {
        assertThat(title("drucker groß", "Großer DRUCKER, kleine Drucker!"))
                .isEqualTo("<mark>Großer</mark> <mark>DRUCKER</mark>, kleine <mark>Drucker</mark>!");
        assertThat(title("принтер", "Сломался Принтеры")).isEqualTo("Сломался <mark>Принтеры</mark>");
        assertThat(title("εκτυπωτης", "Ο Εκτυπωτής")).isEqualTo("Ο <mark>Εκτυπωτής</mark>");
        assertThat(title("طابعة", "الطابعة معطلة")).isEqualTo("<mark>الطابعة</mark> معطلة");
        assertThat(title("שלום", "שָׁלוֹם!")).isEqualTo("<mark>שָׁלוֹם</mark>!");
    }

    @Test
    void pairsThatOverlapAreOneMark() {
        assertThat(title("打印机", "我的打印机坏了")).isEqualTo("我的<mark>打印机</mark>坏了");
        assertThat(title("機", "打印機")).isEqualTo("打印<mark>機</mark>");
        assertThat(title("プリンタ", "新しいプリンタです")).isEqualTo("新しい<mark>プリンタ</mark>です");
        assertThat(title("프린터", "무선프린터가 고장")).isEqualTo("무선<mark>프린터</mark>가 고장");
        assertThat(title("เครื่องพิมพ์", "ซ่อมเครื่องพิมพ์ด่วน")).isEqualTo("ซ่อม<mark>เครื่องพิมพ์</mark>ด่วน");
    }

    @Test
    void everythingButTheMarksIsEscaped() {
        assertThat(title("mark", "<mark>\"mark\" & 'x'</mark><script>"))
                .isEqualTo("&lt;<mark>mark</mark>&gt;&quot;<mark>mark</mark>&quot; &amp; &#39;x&#39;&lt;/"
                        + "<mark>mark</mark>&gt;&lt;script&gt;");
    }

    @Test
    void aPartOfALongTextIsShownWhereMostWasFound() {
        String text = "fire " + "far away ".repeat(100) + "the printer caught fire\ntoday " + "and so on ".repeat(100);
        String part = highlights("printer fire", "none", text).description();
        assertThat(part)
                .startsWith("…")
                .endsWith("…")
                .contains("the <mark>printer</mark> caught <mark>fire</mark> today")
                .hasSizeLessThan(260);
    }

    @Test
    void charactersAreNotTornApart() {
        String text = "🔥".repeat(100) + " printer " + "🔥".repeat(300);
        assertThat(highlights("printer", "none", text).description().codePoints())
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        assertThat(highlights("打", "none", "打".repeat(60_000)).description()).hasSizeLessThan(600);
    }

    @Test
    void theNewestCommentsAreShownOldestFirst() {
        Highlights found = new Highlighter(SearchTerms.of("fire"))
                .of("none", "none", List.of("fire 1", "fire 2", "water", "fire 3", "fire 4"));
        assertThat(found.comments())
                .containsExactly("<mark>fire</mark> 2", "<mark>fire</mark> 3", "<mark>fire</mark> 4");
        assertThat(found.title()).isNull();
        assertThat(found.description()).isNull();
    }

    @Test
    void onePageReadsSoManyCharactersAndNoMore() {
        Highlighter highlighter = new Highlighter(SearchTerms.of("fire"));
        List<String> long20 = java.util.Collections.nCopies(30, "water ".repeat(10_000));
        assertThat(highlighter.of("fire", "none", long20).title()).isNotNull();
        assertThat(highlighter
                        .of("none", "fire " + "x ".repeat(200_000), List.of())
                        .description())
                .isNull();
    }

    @Test
    void whatWasTypedIsTextAndNotAQuery() {
        assertThat(SearchTerms.of("a & !b | (c:*) <-> 'd'").toTsquery()).isEqualTo("('a') & ('b') & ('c') & ('d')");
        assertThat(SearchTerms.of("print 東京都 x").toTsquery()).isEqualTo("('print':*) & ('東京') & ('京都') & ('x')");
        assertThat(SearchTerms.of("東").toTsquery()).isEqualTo("('東':*)");
        assertThat(SearchTerms.of("word ".repeat(5_000)).terms()).hasSize(1);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append("w").append(i).append(' ');
        }
        assertThat(SearchTerms.of(many.toString()).terms()).hasSize(SearchTerms.MOST);
    }

    @Test
    void wordsAreLikeEachOtherByFewEdits() {
        assertThat(Spelling.isLike("pritner", "printer")).isTrue();
        assertThat(Spelling.isLike("prnter", "printers")).isTrue();
        assertThat(Spelling.isLike("printter", "printer")).isTrue();
        assertThat(Spelling.isLike("mial", "mail")).isTrue();
        assertThat(Spelling.isLike("принтре", "принтер")).isTrue();
        assertThat(Spelling.isLike("mail", "main")).isTrue();
        assertThat(Spelling.isLike("mail", "moon")).isFalse();
        assertThat(Spelling.isLike("mail", "maze")).isFalse();
        assertThat(Spelling.isLike("conection", "connections")).isTrue();
        assertThat(Spelling.mayBeMisspelt("err42x")).isFalse();
        assertThat(Spelling.mayBeMisspelt("abc")).isFalse();
        assertThat(Spelling.letters("принтер")).matches("[a-z0-9]{7}");
    }

    private static String title(String typed, String title) {
        return highlights(typed, title, "none").title();
    }

    private static Highlights highlights(String typed, String title, String description) {
        return new Highlighter(SearchTerms.of(typed)).of(title, description, List.of());
    }
}
