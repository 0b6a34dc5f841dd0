package com.helpdeskly.api.boundary;

import com.helpdeskly.links.control.LinkSettings;
import com.helpdeskly.links.control.Links;
import com.helpdeskly.persistence.control.LimitedQueries;
import com.helpdeskly.persistence.control.TenantDatabase;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.search.control.SearchSettings;
import com.helpdeskly.search.control.Vocabulary;
import com.helpdeskly.standing.boundary.StandingNews;
import com.helpdeskly.teams.boundary.TeamsResource;
import com.helpdeskly.teams.control.TeamRegister;
import com.helpdeskly.tickets.boundary.BulkResource;
import com.helpdeskly.tickets.boundary.CommentsResource;
import com.helpdeskly.tickets.boundary.FoundTickets;
import com.helpdeskly.tickets.boundary.TagsResource;
import com.helpdeskly.tickets.boundary.TicketCounts;
import com.helpdeskly.tickets.boundary.TicketHistoryResource;
import com.helpdeskly.tickets.boundary.TicketsResource;
import com.helpdeskly.tickets.control.CommentDesk;
import com.helpdeskly.tickets.control.CommentPages;
import com.helpdeskly.tickets.control.TicketBin;
import com.helpdeskly.tickets.control.TicketBulk;
import com.helpdeskly.tickets.control.TicketDesk;
import com.helpdeskly.tickets.control.TicketHistory;
import com.helpdeskly.tickets.control.TicketJournal;
import com.helpdeskly.tickets.control.TicketMerge;
import com.helpdeskly.tickets.control.TicketPages;
import com.helpdeskly.tickets.control.TicketSearch;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.control.TicketTags;
import com.helpdeskly.users.boundary.MeResource;
import com.helpdeskly.users.boundary.UsersResource;
import com.helpdeskly.users.control.UserRegister;
import com.helpdeskly.users.entity.User;
import com.helpdeskly.views.boundary.ViewsResource;
import com.helpdeskly.views.control.ViewSettings;
import com.helpdeskly.views.control.ViewShelf;
import com.helpdeskly.web.json.JsonBodyReader;
import com.helpdeskly.web.json.JsonbConfiguration;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.problem.ProblemExceptionMapper;
import com.helpdeskly.web.problem.ThrowableMapper;
import com.helpdeskly.web.problem.WebApplicationExceptionMapper;
import com.helpdeskly.web.security.AccessFilter;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.CurrentCaller;
import com.helpdeskly.web.security.RefusalFilter;
import com.helpdeskly.web.security.TestAuthentication;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The API over a real wire and a real database, with a caller's id as their token. The parts are put together by hand;
 * the EntityManager is a proxy of one per thread, as CDI's is of one per request.
 */
final class ApiServer implements BeforeEachCallback, AfterEachCallback {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final long STOP_MILLIS = 5000;

    private final TenantDatabase database;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, oneRequestPerConnection());
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

    ApiServer(TenantDatabase database) {
        this.database = database;
    }

    /** What came back. */
    record Answer(int status, HttpResponse<String> response) {
        JsonObject json() {
            try (var reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readObject();
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(new TestAuthentication(this::authenticate)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new ServletContainer(api())), "/api/v1/*");
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(STOP_MILLIS);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        server.stop();
    }

    /** Sends a request as that user, nobody when {@code null}; headers come in pairs of name and value. */
    Answer send(User caller, String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1/" + path))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.id());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(User caller, String path, String... headers) {
        return send(caller, "GET", path, null, headers);
    }

    /** The server stops at once where no connection is kept alive. */
    private static HttpConnectionFactory oneRequestPerConnection() {
        HttpConfiguration http = new HttpConfiguration();
        http.setPersistentConnectionsEnabled(false);
        return new HttpConnectionFactory(http);
    }

    private Optional<Caller> authenticate(HttpServletRequest request, Optional<String> token) {
        current.set(database.entityManager());
        return token.map(id -> current.get().find(User.class, UUID.fromString(id)))
                .map(user -> new Caller(
                        user.id(), user.email(), user.name(), user.role().name()));
    }

    private EntityManager entityManager() {
        return (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, args) -> {
                    try {
                        return method.invoke(current.get(), args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ResourceConfig api() {
        EntityManager em = entityManager();
        LimitedQueries queries = new LimitedQueries();
        UnitOfWork unitOfWork = new UnitOfWork(em);
        CommentPages commentPages = new CommentPages(em, queries);
        TicketPages ticketPages = new TicketPages(em, queries, commentPages);
        TicketSettings settings = new TicketSettings(20, 50, 100, 30);
        CursorCodec cursors = new CursorCodec(new byte[32]);
        TicketSearch search = new TicketSearch(em, ticketPages, new Vocabulary(em), new SearchSettings(1000));
        return new ResourceConfig(
                        TicketsResource.class,
                        CommentsResource.class,
                        TicketHistoryResource.class,
                        TagsResource.class,
                        BulkResource.class,
                        TeamsResource.class,
                        UsersResource.class,
                        MeResource.class,
                        ViewsResource.class,
                        ProblemExceptionMapper.class,
                        WebApplicationExceptionMapper.class,
                        ThrowableMapper.class,
                        JsonBodyReader.class,
                        JsonbConfiguration.class,
                        RefusalFilter.class,
                        AccessFilter.class)
                .register(new AbstractBinder() {
                    @Override
                    protected void configure() {
                        bindAsContract(CurrentCaller.class);
                        give(TicketPages.class, ticketPages);
                        give(CommentPages.class, commentPages);
                        give(TicketDesk.class, new TicketDesk(unitOfWork, ticketPages, new TicketJournal()));
                        give(TicketBin.class, new TicketBin(unitOfWork, ticketPages, new TicketJournal(), settings));
                        give(
                                TicketTags.class,
                                new TicketTags(em, queries, unitOfWork, ticketPages, new TicketJournal()));
                        give(TicketMerge.class, new TicketMerge(unitOfWork, ticketPages, new TicketJournal()));
                        give(TicketBulk.class, new TicketBulk(unitOfWork, new TicketJournal()));
                        give(TicketHistory.class, new TicketHistory(em, queries));
                        give(TicketSettings.class, settings);
                        give(TeamRegister.class, new TeamRegister(em, unitOfWork));
                        give(CommentDesk.class, new CommentDesk(unitOfWork, new TicketJournal()));
                        give(
                                UserRegister.class,
                                new UserRegister(
                                        em,
                                        unitOfWork,
                                        new StandingNews(id -> {}),
                                        new Links(new LinkSettings(168, 60))));
                        give(CursorCodec.class, cursors);
                        give(ViewShelf.class, new ViewShelf(em, unitOfWork, new ViewSettings(3, 10)));
                        give(ViewSettings.class, new ViewSettings(3, 10));
                        give(TicketCounts.class, new TicketCounts(ticketPages, settings));
                        give(FoundTickets.class, new FoundTickets(ticketPages, search, cursors));
                    }

                    private <T> void give(Class<T> type, T part) {
                        bindFactory(() -> part).to(type);
                    }
                });
    }
}
