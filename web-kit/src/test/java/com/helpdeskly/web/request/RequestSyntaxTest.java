package com.helpdeskly.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers refuse most of what is no URI themselves, each something else. */
class RequestSyntaxTest {
    @Test
    void hostPathAndQueryOfAUriAreSound() {
        assertThat(RequestSyntax.isSound(request("http://acme.localhost:3000/api/v1/tickets", "q=a%20b")))
                .isTrue();
        assertThat(RequestSyntax.isSound(request("http://[::1]:3000/", null))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://a b/api/v1/tickets,",
        "http://a<b/api/v1/tickets,",
        "http://[::1/api/v1/tickets,",
        "http://localhost/api/v1/{x},",
        "http://localhost/api/v1/a|b,",
        "http://localhost/api/v1/tickets,q=|",
        "http://localhost/api/v1/tickets,q=%zz"
    })
    void whatIsNoUriIsNot(String url, String query) {
        assertThat(RequestSyntax.isSound(request(url, query))).isFalse();
    }

    private static HttpServletRequest request(String url, String query) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestSyntaxTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURL" -> new StringBuffer(url);
                    case "getQueryString" -> query;
                    case "getHeaders" -> Collections.emptyEnumeration();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
