package com.helpdeskly.audit.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditCheckTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final List<AuditLink> links = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();

    AuditCheckTest() {
        String previous = AuditLink.BEGINNING;
        for (int i = 1; i <= 4; i++) {
            links.add(link(i, "after " + i));
            previous = links.get(i - 1).hash(previous);
            hashes.add(previous);
        }
    }

    private static AuditLink link(long position, String after) {
        return new AuditLink(
                position, new UUID(7, position), AT, "a@b.example", "tenant.rename", null, null, "", after, null);
    }

    private AuditVerdict verdict() {
        AuditCheck check = new AuditCheck();
        for (int i = 0; i < links.size(); i++) {
            check.next(links.get(i), hashes.get(i));
        }
        return check.end(4, hashes.get(hashes.size() - 1));
    }

    private static String id(long position) {
        return new UUID(7, position).toString();
    }

    @Test
    void chainAsItWasWrittenIsIntact() {
        assertThat(verdict()).isEqualTo(new AuditVerdict(true, 4, null, null, hashes.get(3)));
    }

    @Test
    void emptyChainIsIntact() {
        assertThat(new AuditCheck().end(0, AuditLink.BEGINNING).intact()).isTrue();
        assertThat(new AuditCheck().end(1, AuditLink.BEGINNING).intact()).isFalse();
        assertThat(new AuditCheck().endless().intact()).isFalse();
    }

    @Test
    void changedEntryIsTheFirstBrokenOne() {
        links.set(1, link(2, "after two"));
        assertThat(verdict().firstBroken()).isEqualTo(id(2));
    }

    @Test
    void entryWhoseHashWasMadeToFitBreaksTheNextOne() {
        links.set(1, link(2, "after two"));
        hashes.set(1, links.get(1).hash(hashes.get(0)));
        assertThat(verdict().firstBroken()).isEqualTo(id(3));
    }

    @Test
    void gapIsFound() {
        links.remove(1);
        hashes.remove(1);
        assertThat(verdict().firstBroken()).isEqualTo(id(3));
    }

    @Test
    void chainThatWasRewrittenToItsEndDoesNotFitTheHead() {
        String head = hashes.get(3);
        links.set(3, link(4, "another"));
        hashes.set(3, links.get(3).hash(hashes.get(2)));
        AuditCheck check = new AuditCheck();
        for (int i = 0; i < 4; i++) {
            check.next(links.get(i), hashes.get(i));
        }
        assertThat(check.end(4, head).firstBroken()).isEqualTo(id(4));
    }

    /** Otherwise a part of one field could be moved to the next one. */
    @Test
    void textThatMovesFromOneFieldToAnotherChangesTheHash() {
        AuditLink one = new AuditLink(1, new UUID(7, 1), AT, "a", "b", "c", "d", "e1:f", "", null);
        AuditLink other = new AuditLink(1, new UUID(7, 1), AT, "a", "b", "c", "d", "e", "1:f", null);
        AuditLink absent = new AuditLink(1, new UUID(7, 1), AT, "a", "b", "c", "d", "e1:f", null, null);
        assertThat(List.of(
                        one.hash(AuditLink.BEGINNING),
                        other.hash(AuditLink.BEGINNING),
                        absent.hash(AuditLink.BEGINNING)))
                .doesNotHaveDuplicates();
    }
}
