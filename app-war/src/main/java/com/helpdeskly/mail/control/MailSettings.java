package com.helpdeskly.mail.control;

import com.helpdeskly.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How mail to a tenant's people is sent, over SMTP.
 *
 * <ul>
 *   <li>{@code helpdeskly.mail.host} (none): the mail server. Without it no mail is sent, and admins hand links on.
 *   <li>{@code helpdeskly.mail.port} (587, 1..65535): its port.
 *   <li>{@code helpdeskly.mail.starttls} (true): whether the connection must be encrypted by STARTTLS before anything else
 *       is said.
 *   <li>{@code helpdeskly.mail.user} (none): who signs in there; without it nobody does.
 *   <li>{@code helpdeskly.mail.password} (none): and by which password.
 *   <li>{@code helpdeskly.mail.from} (none): the sender's address; needed with a host.
 *   <li>{@code helpdeskly.mail.reset-link} (none): the page on which a password is set, with the tenant as {@code {slug}} and
 *       the link's token as {@code {token}}, for example {@code https://{slug}.helpdesk.example.com/#reset={token}}; needed
 *       with a host.
 * </ul>
 */
@ApplicationScoped
public class MailSettings {
    private Optional<String> host;
    private int port;
    private boolean startTls;
    private Optional<String> user;
    private Optional<String> password;
    private Optional<String> from;
    private Optional<String> resetLink;

    protected MailSettings() {}

    /** @throws IllegalStateException naming the key that cannot work */
    @Inject
    public MailSettings(
            @ConfigProperty(name = "helpdeskly.mail.host") Optional<String> host,
            @ConfigProperty(name = "helpdeskly.mail.port", defaultValue = "587") int port,
            @ConfigProperty(name = "helpdeskly.mail.starttls", defaultValue = "true") boolean startTls,
            @ConfigProperty(name = "helpdeskly.mail.user") Optional<String> user,
            @ConfigProperty(name = "helpdeskly.mail.password") Optional<String> password,
            @ConfigProperty(name = "helpdeskly.mail.from") Optional<String> from,
            @ConfigProperty(name = "helpdeskly.mail.reset-link") Optional<String> resetLink) {
        this.host = host;
        this.port = Settings.within("helpdeskly.mail.port", port, 1, 65535);
        this.startTls = startTls;
        this.user = user;
        this.password = password;
        this.from = from;
        this.resetLink = resetLink;
        if (host.isPresent() && from.isEmpty()) {
            throw new IllegalStateException("helpdeskly.mail.from must be set where helpdeskly.mail.host is");
        }
        if (host.isPresent()
                && resetLink.filter(link -> link.contains("{token}")).isEmpty()) {
            throw new IllegalStateException(
                    "helpdeskly.mail.reset-link must be set, with {token}, where helpdeskly.mail.host is");
        }
    }

    /** Whether there is a mail server. */
    boolean isOn() {
        return host.isPresent();
    }

    String host() {
        return host.orElseThrow();
    }

    int port() {
        return port;
    }

    boolean startTls() {
        return startTls;
    }

    Optional<String> user() {
        return user;
    }

    Optional<String> password() {
        return password;
    }

    String from() {
        return from.orElseThrow();
    }

    String resetLink(String slug, String token) {
        return resetLink.orElseThrow().replace("{slug}", slug).replace("{token}", token);
    }
}
