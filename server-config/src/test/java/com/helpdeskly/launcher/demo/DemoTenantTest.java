package com.helpdeskly.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.launcher.demo.DemoTenant.Ticket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTenantTest {

    @ParameterizedTest
    @ValueSource(strings = {"acme", "globex"})
    void isTheSameEveryTime(String slug) {
        assertThat(DemoTenant.load(slug)).isEqualTo(DemoTenant.load(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "globex"})
    void showsEveryStatusPriorityAndKindOfThread(String slug) {
        var tickets = DemoTenant.load(slug).tickets();

        assertThat(tickets).hasSizeGreaterThanOrEqualTo(200);
        assertThat(tickets).extracting(Ticket::status).contains("OPEN", "IN_PROGRESS", "WAITING", "RESOLVED", "CLOSED");
        assertThat(tickets).extracting(Ticket::priority).contains("LOW", "MEDIUM", "HIGH", "URGENT");
        assertThat(tickets).extracting(Ticket::assignee).contains("");
        assertThat(tickets)
                .flatExtracting(Ticket::comments)
                .extracting(DemoTenant.Comment::internal)
                .contains(true, false);
        assertThat(tickets)
                .extracting(ticket -> ticket.description().length() > 1_000)
                .contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "globex"})
    void keepsToTheLimitsOfTheApiAndLeavesNoSlotOpen(String slug) {
        assertThat(DemoTenant.load(slug).tickets()).allSatisfy(ticket -> {
            assertThat(ticket.title()).hasSizeBetween(1, 200).doesNotContain("{");
            assertThat(ticket.description()).doesNotContain("{");
        });
    }

    @Test
    void internalNotesAreNeverACustomers() {
        var tenant = DemoTenant.load("acme");
        var customers = tenant.people().stream()
                .filter(DemoTenant.Person::customer)
                .map(DemoTenant.Person::email)
                .toList();

        assertThat(tenant.tickets())
                .flatExtracting(Ticket::comments)
                .filteredOn(DemoTenant.Comment::internal)
                .extracting(DemoTenant.Comment::author)
                .doesNotContainAnyElementsOf(customers);
    }
}
