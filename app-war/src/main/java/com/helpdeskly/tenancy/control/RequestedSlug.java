package com.helpdeskly.tenancy.control;

import com.helpdeskly.tenants.entity.Slug;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The slug that a request names: in the header {@value #HEADER}, or else in the first label of the host name when there
 * is a sub-domain. Both together must agree.
 *
 * <p>Key {@code helpdeskly.app.base-domains} (none): the host names under which the service runs, separated by commas; only the
 * one label before such a name is a sub-domain. Without it, a host of three labels or more has one, and so has one below
 * {@code localhost}.
 */
@ApplicationScoped
public class RequestedSlug {
    /** The header that names the tenant. */
    public static final String HEADER = "X-Tenant-Slug";

    @Inject
    @ConfigProperty(name = "helpdeskly.app.base-domains")
    private Optional<List<String>> baseDomains;

    /** @throws com.helpdeskly.problems.entity.ProblemException 403 when there is no slug, or not one valid slug */
    public Slug of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HEADER));
        Optional<String> label = subDomain(request.getServerName().toLowerCase(Locale.ROOT));
        if (headers.isEmpty()) {
            return valid(label.orElseThrow(
                    () -> TenantRefused.slugInvalid("there is neither a header " + HEADER + " nor a sub-domain.")));
        }
        if (headers.size() > 1) {
            throw TenantRefused.slugInvalid("the header " + HEADER + " is there more than once.");
        }
        Slug slug = valid(headers.get(0));
        if (label.isPresent() && !Slug.isReserved(label.get()) && !label.get().equals(slug.value())) {
            throw TenantRefused.mismatch();
        }
        return slug;
    }

    private Optional<String> subDomain(String host) {
        if (baseDomains.isPresent()) {
            return baseDomains.get().stream()
                    .map(base -> "." + base.strip().toLowerCase(Locale.ROOT))
                    .filter(host::endsWith)
                    .map(suffix -> host.substring(0, host.length() - suffix.length()))
                    .findFirst();
        }
        String[] labels = host.split("\\.", -1);
        boolean below = labels.length > 2 || labels.length == 2 && labels[1].equals("localhost");
        return below && !isAddress(host) ? Optional.of(labels[0]) : Optional.empty();
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static Slug valid(String text) {
        Slug.violation(text).ifPresent(rule -> {
            throw TenantRefused.slugInvalid("it " + rule + ".");
        });
        return new Slug(text);
    }
}
