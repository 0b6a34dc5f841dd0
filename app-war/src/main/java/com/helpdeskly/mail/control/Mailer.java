package com.helpdeskly.mail.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;

/** Sends a mail of plain text, within half a minute or not at all. */
@ApplicationScoped
public class Mailer {
    private static final String CONNECT_MILLIS = "5000";
    private static final String SILENCE_MILLIS = "10000";

    @Inject
    private MailSettings settings;

    void send(String recipient, String subject, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session());
        mail.setFrom(new InternetAddress(settings.from(), true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(new Date());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(text, "UTF-8");
        Transport.send(mail);
    }

    private Session session() {
        Properties smtp = new Properties();
        smtp.put("mail.transport.protocol", "smtp");
        smtp.put("mail.smtp.host", settings.host());
        smtp.put("mail.smtp.port", String.valueOf(settings.port()));
        // Else it looks its own name up, for as long as a name server lets it wait.
        smtp.put("mail.from", settings.from());
        smtp.put(
                "mail.smtp.localhost", settings.from().substring(settings.from().indexOf('@') + 1));
        smtp.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        smtp.put("mail.smtp.timeout", SILENCE_MILLIS);
        smtp.put("mail.smtp.writetimeout", SILENCE_MILLIS);
        smtp.put("mail.smtp.starttls.enable", String.valueOf(settings.startTls()));
        smtp.put("mail.smtp.starttls.required", String.valueOf(settings.startTls()));
        smtp.put("mail.smtp.ssl.checkserveridentity", "true");
        smtp.put("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        return Session.getInstance(smtp, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        settings.user().orElse(""), settings.password().orElse(""));
            }
        });
    }
}
