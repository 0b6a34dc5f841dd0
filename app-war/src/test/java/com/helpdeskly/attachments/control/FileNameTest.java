package com.helpdeskly.attachments.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @Test
    void foldersAreLeftOut() {
        assertThat(FileName.of("../../etc/passwd").value()).isEqualTo("passwd");
        assertThat(FileName.of("C:\\Users\\ann\\a.txt").value()).isEqualTo("a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "a/", "\u0000", "\u202e\r\n"})
    void whatIsNoNameIsNamed(String claimed) {
        assertThat(FileName.of(claimed).value()).isEqualTo("file");
    }

    @Test
    void whatTurnsTheDirectionOrEndsALineIsLeftOut() {
        assertThat(FileName.of("in\u202evoice\r\nSet-Cookie: a=b\u0000.pdf").value())
                .isEqualTo("invoiceSet-Cookie: a=b.pdf");
    }

    @Test
    void longNamesAreCut() {
        assertThat(FileName.of("\ud83d\ude00".repeat(300)).value().codePoints().count())
                .isEqualTo(255);
    }

    @Test
    void headersHoldAsciiAndTheNameItself() {
        assertThat(FileName.of("a b.txt").disposition()).isEqualTo("attachment; filename=\"a b.txt\"");
        assertThat(FileName.of("\"a\"%41;é.txt").disposition())
                .isEqualTo("attachment; filename=\"_a__41;_.txt\"; filename*=UTF-8''%22a%22%2541%3B%C3%A9.txt");
    }
}
