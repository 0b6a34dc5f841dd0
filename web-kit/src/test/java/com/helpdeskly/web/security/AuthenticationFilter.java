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

/**
 * Asks the mechanism as a container with Jakarta Security does, and tells in a header what that was told; or forgets to,
 * as a container does that was not told of the mechanism.
 */
public final class AuthenticationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient BearerAuthenticationMechanism mechanism = new BearerAuthenticationMechanism() {};

    public AuthenticationFilter(CallerAuthenticator authenticator) {
        mechanism.authenticator = authenticator;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("X-Forgotten") == null) {
            mechanism.validateRequest(request, response, new Container(response));
        }
        chain.doFilter(request, response);
    }

    private static final class Container extends HttpMessageContextWrapper {
        private final HttpServletResponse response;

        Container(HttpServletResponse response) {
            super((HttpMessageContext) null);
            this.response = response;
        }

        @Override
        public AuthenticationStatus notifyContainerAboutLogin(String principal, Set<String> roles) {
            response.setHeader("X-Login", principal + " " + roles);
            return AuthenticationStatus.SUCCESS;
        }

        @Override
        public AuthenticationStatus doNothing() {
            return AuthenticationStatus.NOT_DONE;
        }
    }
}
