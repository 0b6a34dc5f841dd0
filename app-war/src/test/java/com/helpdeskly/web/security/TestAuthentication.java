package com.helpdeskly.web.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Asks an authenticator before each request, as a container with Jakarta Security does. */
public final class TestAuthentication extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient BearerAuthenticationMechanism mechanism = new BearerAuthenticationMechanism() {};

    public TestAuthentication(CallerAuthenticator authenticator) {
        mechanism.authenticator = authenticator;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        mechanism.validateRequest(request, response, new Container());
        chain.doFilter(request, response);
    }

    private static final class Container extends HttpMessageContextWrapper {
        Container() {
            super((HttpMessageContext) null);
        }

        @Override
        public AuthenticationStatus notifyContainerAboutLogin(String principal, Set<String> roles) {
            return AuthenticationStatus.SUCCESS;
        }

        @Override
        public AuthenticationStatus doNothing() {
            return AuthenticationStatus.NOT_DONE;
        }
    }
}
