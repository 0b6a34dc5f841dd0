package com.helpdeskly.web.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.problems.entity.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private final EntityTag current = EntityTags.of(3);

    @Test
    void tagTellsTheVersionOfTheResourceAndOfItsParts() {
        assertThat(EntityTags.of(3)).isEqualTo(new EntityTag("3"));
        assertThat(EntityTags.of(3, 1, 33)).isEqualTo(new EntityTag("3-1-33")).isNotEqualTo(EntityTags.of(3, 2, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"3\"", "\"2\",\"3\"", "\"2\" , \"3\"", "W/\"3\", \"3\"", "\"a,b\", \"3\""})
    void knowingTheCurrentVersionLetsAChangeGoOn(String ifMatch) {
        assertThatCode(() -> EntityTags.checkIfMatch(ifMatch, current)).doesNotThrowAnyException();
    }

    @Test
    void noConditionLetsAChangeGoOn() {
        assertThatCode(() -> EntityTags.checkIfMatch((String) null, current)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"2\"", "W/\"3\"", "3", "\"3", "\"2,3\"", "\"a, \\\"3\\\"\"", "*, \"2\""})
    void knowingAnotherVersionOrNoneStopsAChange(String ifMatch) {
        assertThatThrownBy(() -> EntityTags.checkIfMatch(ifMatch, current))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(412);
                    assertThat(problem.code()).isEqualTo("precondition-failed");
                });
    }
}
