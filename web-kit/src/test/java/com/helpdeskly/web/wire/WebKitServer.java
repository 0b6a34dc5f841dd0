package com.helpdeskly.web.wire;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.web.json.JsonBodyReader;
import com.helpdeskly.web.json.JsonbConfiguration;
import com.helpdeskly.web.json.MalformedJsonInterceptor;
import com.helpdeskly.web.problem.ConstraintViolationExceptionMapper;
import com.helpdeskly.web.problem.EjbExceptionMapper;
import com.helpdeskly.web.problem.ProblemExceptionMapper;
import com.helpdeskly.web.problem.ProblemServlet;
import com.helpdeskly.web.problem.ThrowableMapper;
import com.helpdeskly.web.problem.ValidationExceptionMapper;
import com.helpdeskly.web.problem.WebApplicationExceptionMapper;
import com.helpdeskly.web.request.AnswerHeadersFilter;
import com.helpdeskly.web.request.RequestFilters;
import com.helpdeskly.web.security.AccessFilter;
import com.helpdeskly.web.security.AuthenticationFilter;
import com.helpdeskly.web.security.Caller;
import com.helpdeskly.web.security.RefusalFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** The kit in a real servlet container with a real JAX-RS, put together as web-fragment.xml does it. */
final class WebKitServer {
    static final int MAX_BODY = 1024;

    private final Server server = new Server();
    private final HttpConfiguration http = new HttpConfiguration();
    private final ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));

    WebKitServer() throws Exception {
        http.setRequestHeaderSize(32 * 1024);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new FilterHolder(RequestFilters.bounded(MAX_BODY)), "/*", dispatches());
        context.addFilter(
                new FilterHolder(new AuthenticationFilter(WebKitServer::authenticate)),
                "/*",
                EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new ServletContainer(api())), "/api/v1/*");
        context.addServlet(new ServletHolder(new FailingServlet()), "/failing");
        context.addServlet(new ServletHolder(new ProblemServlet()), "/_problem");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler() {
            @Override
            public boolean errorPageForMethod(String method) {
                return true;
            }
        };
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/_problem");
        context.setErrorHandler(errors);
        server.setHandler(context);
        server.start();
    }

    private static EnumSet<DispatcherType> dispatches() {
        return EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    }

    private static ResourceConfig api() {
        return new ResourceConfig(
                ThingsResource.class,
                ProblemExceptionMapper.class,
                ConstraintViolationExceptionMapper.class,
                ValidationExceptionMapper.class,
                EjbExceptionMapper.class,
                WebApplicationExceptionMapper.class,
                ThrowableMapper.class,
                JsonBodyReader.class,
                JsonbConfiguration.class,
                MalformedJsonInterceptor.class,
                AnswerHeadersFilter.class,
                RefusalFilter.class,
                AccessFilter.class);
    }

    /** Knows tokens {@code role-ADMIN} and the like, and the tenants that tests ask for. */
    private static Optional<Caller> authenticate(HttpServletRequest request, Optional<String> token) {
        String tenant = request.getHeader("X-Tenant-Slug");
        if ("unknown".equals(tenant)) {
            throw new ProblemException(404, "tenant-not-found", "There is no such tenant.");
        }
        if ("broken".equals(tenant)) {
            throw new IllegalStateException("jdbc:secret");
        }
        if ("deadly".equals(tenant)) {
            throw new StackOverflowError("jdbc:secret");
        }
        return token.filter(t -> t.startsWith("role-"))
                .map(t -> new Caller(new UUID(0, 1), "ann@example.com", "Ann", t.substring("role-".length())));
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    void stop() throws Exception {
        server.stop();
    }
}
