package com.helpdeskly.operators.control;

import com.helpdeskly.audit.boundary.AuditTrail;
import com.helpdeskly.credentials.control.Passwords;
import com.helpdeskly.operators.entity.Operator;
import com.helpdeskly.operators.entity.OperatorRole;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the first operator, an owner, while there is none at all.
 *
 * <ul>
 *   <li>{@code helpdeskly.bootstrap.email} (none): the first owner's e-mail address; without it nobody is made.
 *   <li>{@code helpdeskly.bootstrap.password} (none): the first owner's password; outside of development one of less than
 *       12 characters is refused and the application does not start.
 *   <li>{@code helpdeskly.mode} (production): {@code development} lets short passwords pass.
 * </ul>
 */
@Singleton
@Startup
@DependsOn("ControlDatabase")
public class FirstOwner {
    private static final System.Logger LOG = System.getLogger(FirstOwner.class.getName());
    private static final int MIN_LENGTH = 12;

    @PersistenceContext(unitName = "control")
    private EntityManager em;

    @Inject
    private AuditTrail audit;

    @Inject
    @ConfigProperty(name = "helpdeskly.bootstrap.email")
    private Optional<String> email;

    @Inject
    @ConfigProperty(name = "helpdeskly.bootstrap.password")
    private Optional<String> password;

    @Inject
    @ConfigProperty(name = "helpdeskly.mode", defaultValue = "production")
    private String mode;

    @PostConstruct
    void create() {
        if (!em.createQuery("select o.id from Operator o")
                .setMaxResults(1)
                .getResultList()
                .isEmpty()) {
            return;
        }
        if (email.isEmpty() || password.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Nobody can sign in: there is no operator, and helpdeskly.bootstrap.email and"
                            + " helpdeskly.bootstrap.password are not set");
            return;
        }
        if (!mode.equals("development") && password.get().length() < MIN_LENGTH) {
            throw new IllegalStateException("helpdeskly.bootstrap.password must have at least " + MIN_LENGTH
                    + " characters outside of development");
        }
        insertOnce(email.get().toLowerCase(Locale.ROOT));
    }

    /** Of two nodes that start together one makes the operator. */
    private void insertOnce(String address) {
        Operator owner = new Operator(address, "First owner", OperatorRole.OWNER, Passwords.hash(password.get()));
        int made = em.createNativeQuery("""
                        insert into operators (id, email, name, role, password_hash, created_at, updated_at)
                        values (cast(?1 as uuid), ?2, ?3, ?4, ?5, now(), now()) on conflict (email) do nothing
                        """)
                .setParameter(1, owner.id().toString())
                .setParameter(2, owner.email())
                .setParameter(3, owner.name())
                .setParameter(4, owner.role().name())
                .setParameter(5, owner.passwordHash())
                .executeUpdate();
        if (made == 1) {
            audit.record(AuditTrail.SYSTEM, "operator.create", null, owner.role() + " · " + address);
        }
        LOG.log(Level.INFO, "The first owner {0} can sign in ({1} made now)", address, made);
    }
}
