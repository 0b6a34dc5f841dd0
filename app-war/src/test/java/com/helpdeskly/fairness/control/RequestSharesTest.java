package com.helpdeskly.fairness.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.helpdeskly.fairness.control.RequestShares.Turn;
import com.helpdeskly.problems.entity.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestSharesTest {
    private final RequestShares shares = new RequestShares(100, 5_000, 300);
    private final List<String> begun = new ArrayList<>();

    @Test
    void loudTenantAloneGetsHalfAndTheNextOneHalfOfWhatIsLeft() {
        assertThat(inProgress(enter("loud", 70))).isEqualTo(50);
        assertThat(inProgress(enter("next", 70))).isEqualTo(25);
        assertThat(inProgress(enter("quiet", 1))).isEqualTo(1);
    }

    @Test
    void tenantWithoutARequestIsLetInEvenWhenNoThreadIsFree() {
        RequestShares few = new RequestShares(10, 5_000, 300);
        for (int tenant = 0; tenant < 20; tenant++) {
            assertThat(few.enter("tenant-" + tenant).isInProgress()).isTrue();
        }
        assertThat(few.enter("tenant-0").isInProgress()).isFalse();
    }

    @Test
    void whoWaitsBeginsWhenAnotherEndsInTheOrderInWhichTheyCame() {
        List<Turn> loud = enter("loud", 52);
        loud.get(50).whenItBegins(() -> begun.add("first"));
        loud.get(51).whenItBegins(() -> begun.add("second"));

        loud.get(0).end();
        assertThat(begun).containsExactly("first");
        loud.get(0).end();
        assertThat(begun).as("a turn ends once").containsExactly("first");
        loud.get(1).end();
        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void tenantsThatWaitTakeTurns() {
        List<Turn> one = enter("one", 53);
        List<Turn> other = enter("other", 27);
        one.subList(50, 53).forEach(turn -> turn.whenItBegins(() -> begun.add("one")));
        other.subList(25, 27).forEach(turn -> turn.whenItBegins(() -> begun.add("other")));

        Stream.concat(one.stream().limit(40), other.stream().limit(15)).forEach(Turn::end);

        assertThat(begun).hasSize(5);
        assertThat(begun.subList(0, 4)).containsExactlyInAnyOrder("one", "other", "one", "other");
    }

    @Test
    void beginningThatCameBeforeItWasAskedForIsToldAtOnce() {
        List<Turn> loud = enter("loud", 51);
        loud.get(0).end();
        loud.get(50).whenItBegins(() -> begun.add("now"));
        assertThat(begun).containsExactly("now");
    }

    @Test
    void whoGivesUpIsPassedOver() {
        List<Turn> loud = enter("loud", 52);
        loud.get(50).whenItBegins(() -> begun.add("gave up"));
        loud.get(51).whenItBegins(() -> begun.add("waits on"));

        assertThat(loud.get(50).giveUp()).isTrue();
        assertThat(loud.get(50).giveUp()).isFalse();
        assertThat(loud.get(0).giveUp()).isFalse();
        loud.get(0).end();

        assertThat(begun).containsExactly("waits on");
    }

    @Test
    void lineIsBounded() {
        enter("loud", 350);
        assertThatThrownBy(() -> shares.enter("loud"))
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(refused.code()).isEqualTo("tenant-request-limit");
                });
        assertThat(shares.enter("quiet").isInProgress()).isTrue();
    }

    @Test
    void whatCannotWorkIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new RequestShares(9, 5_000, 1))
                .hasMessage("helpdeskly.threads must be 10 to 10000, not 9");
        assertThatThrownBy(() -> new RequestShares(10, 99, 1)).hasMessageContaining("helpdeskly.requests.wait-ms");
        assertThatThrownBy(() -> new RequestShares(10, 100, -1))
                .hasMessageContaining("helpdeskly.requests.max-waiting");
    }

    private List<Turn> enter(String tenant, int requests) {
        return Stream.generate(() -> shares.enter(tenant)).limit(requests).toList();
    }

    private static long inProgress(List<Turn> turns) {
        return turns.stream().filter(Turn::isInProgress).count();
    }
}
