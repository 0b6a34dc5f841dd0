package com.helpdeskly.tickets.control;

import static com.helpdeskly.tickets.control.Desk.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.search.control.SearchSettings;
import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.search.control.Vocabulary;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TicketSearchTest {
    @RegisterExtension
    final TenantDatabase database = new TenantDatabase();

    private Desk desk;
    private TicketSearch search;
    private User agent;
    private User customer;

    @BeforeEach
    void people() {
        desk = new Desk(database);
        EntityManager em = database.entityManager();
        search = new TicketSearch(em, desk.pages, new Vocabulary(em), new SearchSettings(1000));
        agent = database.user("ann", Role.AGENT);
        customer = database.user("cleo", Role.CUSTOMER);
    }

    @Test
    void ticketsAreFoundByAllOfTheirTexts() {
        TicketView ticket = open(customer, "Printer on fire", "It smokes.");
        desk.comment(agent, ticket, "Which floor?", false);
        desk.comment(agent, ticket, "Insurance case", true);
        open(customer, "Another", "thing");

        assertThat(found(agent, "fire smok floor insurance")).containsExactly("Printer on fire");
        assertThat(found(customer, "floor print")).containsExactly("Printer on fire");
        assertThat(found(customer, "insurance")).isEmpty();
        assertThat(found(agent, "fire water")).isEmpty();
    }

    @Test
    void editedAndRemovedTextsAreNoLongerFound() {
        TicketView ticket = open(customer, "Printer", "first");
        CommentView comment = desk.comment(agent, ticket, "second", false);
        CommentView removed = desk.comment(agent, ticket, "third", true);
        desk.change(agent, ticket, Desk.title("Scanner"));
        desk.comments.edit(viewer(agent), TicketReference.to(ticket.id()), comment.id(), "fourth", version -> {});
        desk.comments.remove(viewer(agent), TicketReference.to(ticket.id()), removed.id(), version -> {});

        assertThat(found(agent, "printer")).isEmpty();
        assertThat(found(agent, "second")).isEmpty();
        assertThat(found(agent, "third")).isEmpty();
        assertThat(found(agent, "scanner first fourth")).hasSize(1);
    }

    @Test
    void titlesCountMoreThanDescriptionsAndThoseMoreThanComments() {
        TicketView inComment = open(customer, "c", "nothing");
        desk.comment(agent, inComment, "toner", false);
        open(customer, "a toner", "nothing");
        open(customer, "b", "toner nothing");
        open(customer, "d", "nothing");
        assertThat(found(agent, "toner")).containsExactly("a toner", "b", "c");
        assertThat(found(customer, "tone")).containsExactly("a toner", "b", "c");
    }

    @Test
    void aMisspeltWordIsFoundByWhatItWasMeantFor() {
        open(customer, "Printer broken", "x");
        TicketView noted = open(customer, "Other", "x");
        desk.comment(agent, noted, "secretword", true);
        open(agent, "Kaffeemaschine", "x");
        assertThat(tolerant(agent, "pritner brokn")).containsExactly("Printer broken");
        assertThat(tolerant(agent, "kafeemashine")).containsExactly("Kaffeemaschine");
        assertThat(tolerant(agent, "secertword")).containsExactly("Other");
        assertThat(tolerant(customer, "prnter")).containsExactly("Printer broken");
        assertThat(tolerant(customer, "secertword")).isEmpty();
        assertThat(tolerant(agent, "zzzzzzz")).isEmpty();
    }

    @Test
    void openingTakesOneStatementMoreAndASearchThree() {
        open(customer, "warm", "up");
        int opening = database.statementsOf(() -> open(customer, "Printer", "broken"));
        assertThat(opening).isEqualTo(5);
        assertThat(database.statementsOf(() -> search.hits(viewer(agent), TicketFilter.ALL, SearchTerms.of("printer"))))
                .isEqualTo(1);
    }

    @Test
    void aTicketOfHugeTextsIsStoredAndFoundByItsBeginningAndByWhatWasSaidLast() {
        StringBuilder huge = new StringBuilder("beginning ");
        for (int i = 0; huge.length() < 65_000; i++) {
            huge.append((char) ('一' + i % 20_000)).append((char) ('一' + i * 7 % 20_000));
        }
        TicketView ticket = open(customer, "Huge", huge.toString());
        for (int i = 0; i < 12; i++) {
            StringBuilder body = new StringBuilder();
            for (int k = 0; body.length() < 60_000; k++) {
                body.append("word").append(i).append("x").append(k).append(' ');
            }
            desk.comment(agent, ticket, body.append("last").append(i).toString(), i % 2 == 0);
        }
        assertThat(found(agent, "beginning")).containsExactly("Huge");
        assertThat(found(agent, "word11x5")).containsExactly("Huge");
        assertThat(found(customer, "word10x5")).isEmpty();
    }

    private TicketView open(User author, String title, String description) {
        return desk.tickets.open(
                viewer(author),
                new NewTicket(
                        title,
                        description,
                        TicketPriority.LOW,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private List<String> found(User viewer, String typed) {
        return titles(viewer, SearchTerms.of(typed));
    }

    private List<String> tolerant(User viewer, String typed) {
        return titles(viewer, search.tolerant(viewer(viewer), SearchTerms.of(typed)));
    }

    private List<String> titles(User viewer, SearchTerms terms) {
        List<TicketHit> hits = search.hits(viewer(viewer), TicketFilter.ALL, terms);
        return search.tickets(viewer(viewer), TicketFilter.ALL, hits).stream()
                .map(TicketView::title)
                .toList();
    }
}
