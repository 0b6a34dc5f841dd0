package com.helpdeskly.system.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.client.app.CommentsApi;
import com.helpdeskly.client.app.SignInApi;
import com.helpdeskly.client.app.TicketsApi;
import com.helpdeskly.client.app.UsersApi;
import com.helpdeskly.client.app.http.ApiClient;
import com.helpdeskly.client.app.http.ApiException;
import com.helpdeskly.client.app.model.CommentView;
import com.helpdeskly.client.app.model.NewComment;
import com.helpdeskly.client.app.model.NewTicket;
import com.helpdeskly.client.app.model.PageOfTicketView;
import com.helpdeskly.client.app.model.SignIn;
import com.helpdeskly.client.app.model.TicketPatch;
import com.helpdeskly.client.app.model.TicketView;
import com.helpdeskly.client.control.TenantsApi;
import com.helpdeskly.client.control.model.NewTenant;
import com.helpdeskly.client.control.model.TenantOwner;
import com.helpdeskly.client.control.model.TenantView;
import com.helpdeskly.system.harness.Helpdeskly;
import com.helpdeskly.system.harness.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an integrator gets who generates a client from the documents and starts working. */
@ExtendWith(RunningServer.class)
class GeneratedClientIT {
    @Test
    void personSignsInAndWorksOnTickets(Helpdeskly helpdeskly) throws ApiException {
        String slug = helpdeskly.newTenant("client");
        ApiClient client = ofTenant(helpdeskly, slug);
        UsersApi users = new UsersApi(client);
        assertThat(users.getMe(UsersApi.APIGetMeRequest.newBuilder().build()).getEmail())
                .isEqualTo(Helpdeskly.ownerOf(slug));

        TicketsApi tickets = new TicketsApi(client);
        TicketView opened = open(tickets, "From a generated client", null);
        assertThat(opened.getStatus()).isEqualTo(TicketView.StatusEnum.OPEN);
        assertThat(opened.getAuthor().getName()).isEqualTo("Owner");
        TicketView changed = tickets.changeTicket(TicketsApi.APIChangeTicketRequest.newBuilder()
                .ticket(opened.getId().toString())
                .ifMatch("\"" + opened.getVersion() + "\"")
                .ticketPatch(new TicketPatch().priority(TicketPatch.PriorityEnum.URGENT))
                .build());
        assertThat(changed.getPriority()).isEqualTo(TicketView.PriorityEnum.URGENT);

        CommentView comment = new CommentsApi(client)
                .addComment(CommentsApi.APIAddCommentRequest.newBuilder()
                        .ticket(String.valueOf(opened.getNumber()))
                        .newComment(new NewComment().body("Said by a program").internal(true))
                        .build());
        TicketView read = tickets.getTicket(TicketsApi.APIGetTicketRequest.newBuilder()
                .ticket(opened.getId().toString())
                .build());
        assertThat(read.getComments()).containsExactly(comment);
        assertThat(read.getCreatedAt()).isEqualTo(opened.getCreatedAt());
    }

    @Test
    void listIsReadPageByPage(Helpdeskly helpdeskly) throws ApiException {
        TicketsApi tickets = new TicketsApi(ofTenant(helpdeskly, helpdeskly.newTenant("client")));
        List<UUID> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            opened.add(0, open(tickets, "Ticket " + i, null).getId());
        }
        List<UUID> read = new ArrayList<>();
        String cursor = null;
        do {
            PageOfTicketView page = tickets.listTickets(TicketsApi.APIListTicketsRequest.newBuilder()
                    .limit(2)
                    .cursor(cursor)
                    .build());
            page.getItems().forEach(ticket -> read.add(ticket.getId()));
            cursor = page.getNext();
        } while (cursor != null);
        assertThat(read).containsExactlyElementsOf(opened);
    }

    @Test
    void requestWithAKeyIsCarriedOutOnceAndRefusalsAreToldApart(Helpdeskly helpdeskly) throws ApiException {
        TicketsApi tickets = new TicketsApi(ofTenant(helpdeskly, helpdeskly.newTenant("client")));
        String key = UUID.randomUUID().toString();
        assertThat(open(tickets, "Once", key)).isEqualTo(open(tickets, "Once", key));
        assertThatThrownBy(() -> open(tickets, "Another", key)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.getCode()).isEqualTo(422);
            assertThat(refused.getResponseBody()).contains("urn:helpdeskly:problem:");
        });
        assertThatThrownBy(() -> open(tickets, "", null))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        invalid -> assertThat(invalid.getResponseBody()).contains("\"field\":\"title\""));
    }

    @Test
    void operatorCreatesATenantAndWaitsForIt(Helpdeskly helpdeskly) throws Exception {
        String token = Helpdeskly.token(helpdeskly.controlApi(), "admin@helpdeskly.local", "admin");
        var client = new com.helpdeskly.client.control.http.ApiClient();
        client.updateBaseUri(helpdeskly.control().toString());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        TenantsApi tenants = new TenantsApi(client);
        String slug = Helpdeskly.newSlug("generated");
        TenantView created = tenants.createTenant(TenantsApi.APICreateTenantRequest.newBuilder()
                .newTenant(new NewTenant()
                        .name("Generated")
                        .slug(slug)
                        .owner(new TenantOwner()
                                .email(Helpdeskly.ownerOf(slug))
                                .name("Owner")
                                .password(Helpdeskly.PASSWORD)))
                .build());
        assertThat(created.getStatus()).isEqualTo(TenantView.StatusEnum.PROVISIONING);
        var request = TenantsApi.APIGetTenantRequest.newBuilder().idOrSlug(slug).build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(tenants.getTenant(request).getStatus()).isEqualTo(TenantView.StatusEnum.ACTIVE));
    }

    private static TicketView open(TicketsApi tickets, String title, String key) throws ApiException {
        return tickets.openTicket(TicketsApi.APIOpenTicketRequest.newBuilder()
                .newTicket(new NewTicket().title(title).description("What happened"))
                .idempotencyKey(key)
                .build());
    }

    /** The tenant's owner, signed in by the client itself. */
    private static ApiClient ofTenant(Helpdeskly helpdeskly, String slug) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(helpdeskly.app().toString());
        client.setRequestInterceptor(request -> request.header("X-Tenant-Slug", slug));
        String token = new SignInApi(client)
                .signIn(SignInApi.APISignInRequest.newBuilder()
                        .signIn(new SignIn().email(Helpdeskly.ownerOf(slug)).password(Helpdeskly.PASSWORD))
                        .build())
                .getAccessToken();
        client.setRequestInterceptor(
                request -> request.header("X-Tenant-Slug", slug).header("Authorization", "Bearer " + token));
        return client;
    }
}
