package com.helpdeskly.incontainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helpdeskly.connections.boundary.TenantSession;
import com.helpdeskly.figures.boundary.NodeFigures;
import com.helpdeskly.jobs.boundary.JobView;
import com.helpdeskly.jobs.boundary.Jobs;
import com.helpdeskly.jobs.entity.JobStatus;
import com.helpdeskly.provisioning.boundary.NewTenant;
import com.helpdeskly.provisioning.boundary.Provisioning;
import com.helpdeskly.tenancy.control.ResolvedTenant;
import com.helpdeskly.tenants.boundary.TenantDirectory;
import com.helpdeskly.tenants.boundary.TenantView;
import com.helpdeskly.tenants.boundary.Tenants;
import com.helpdeskly.tenants.entity.Slug;
import com.helpdeskly.tenants.entity.TenantStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inside of the server: the EJBs of the control plane, and the producer and disposer of the tenant's EntityManager. */
@ExtendWith(ArquillianExtension.class)
class TenantSessionInContainerIT {
    @Inject
    private Provisioning provisioning;

    @Inject
    private Tenants tenants;

    @Inject
    private Jobs jobs;

    @Inject
    private TenantDirectory directory;

    @Inject
    private NodeFigures figures;

    @Inject
    private EntityManager em;

    @Inject
    private BeanManager beans;

    @Inject
    private HttpServletRequest request;

    @Deployment
    static EnterpriseArchive product() throws IOException {
        File build = new File(System.getProperty("helpdeskly.root"), "helpdeskly-ear/target/helpdeskly.ear");
        EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, build);
        WebArchive war = ear.getAsType(WebArchive.class, "app-war.war").addClass(TenantSessionInContainerIT.class);
        for (Class<?> library :
                List.of(org.assertj.core.api.Assertions.class, Awaitility.class, org.hamcrest.Matcher.class)) {
            war.addAsLibrary(new File(
                    library.getProtectionDomain().getCodeSource().getLocation().getPath()));
        }
        ear.addAsModule(Testable.archiveToTest(war));
        // Arquillian looks for a web module of an EAR under its name.
        ear.setApplicationXML(new StringAsset(applicationXml(ear).replace(">/<", ">/app-war<")));
        return ear;
    }

    private static String applicationXml(EnterpriseArchive ear) throws IOException {
        try (InputStream xml = ear.get("META-INF/application.xml").getAsset().openStream()) {
            return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void provisioningMakesATenantWhoseOwnerItsEntityManagerFinds() {
        Slug slug = activeTenant();

        enter(slug);

        assertThat(em.createQuery("select u.email from User u", String.class).getResultList())
                .containsExactly("ada@" + slug + ".example");
        assertThat(figures.connections().connectionsByTenant()).containsKey(slug.value());
    }

    @Test
    void requestWithoutTenantGetsNoEntityManager() {
        assertThatThrownBy(() -> em.createQuery("select u from User u").getResultList())
                .hasStackTraceContaining("no tenant was resolved");
    }

    @Test
    void endOfTheRequestRollsBackWhatIsOpenAndGivesTheConnectionBack() {
        Slug slug = activeTenant();
        enter(slug);
        em.getTransaction().begin();
        em.createQuery("update User u set u.name = 'Changed'").executeUpdate();

        endRequest();

        // A connection that had not come back would make this one the second.
        assertThat(em.createQuery("select u.name from User u", String.class).getSingleResult())
                .isEqualTo("Ada");
        assertThat(figures.connections().connectionsByTenant()).containsEntry(slug.value(), 1);
    }

    @Test
    void entityManagerOfOneTenantNeverSeesAnother() {
        Slug first = activeTenant();
        Slug second = activeTenant();
        enter(first);
        UUID owner = em.createQuery("select u.id from User u", UUID.class).getSingleResult();

        endRequest();
        enter(second);

        assertThat(em.createQuery("select u.id from User u", UUID.class).getResultList())
                .hasSize(1)
                .doesNotContain(owner);
    }

    @Test
    void transitionThatTheStateDoesNotAllowIsRolledBackWithItsAudit() {
        Slug slug = activeTenant();
        tenants.deactivate(slug.value(), version -> {}, "test");
        long version = tenants.get(slug.value()).version();

        assertThatThrownBy(() -> tenants.suspend(slug.value(), "unpaid", seen -> {}, "test"))
                .hasMessageContaining("cannot become SUSPENDED");

        assertThat(tenants.get(slug.value()).version()).isEqualTo(version);
    }

    private Slug activeTenant() {
        Slug slug = new Slug("t-" + UUID.randomUUID().toString().substring(0, 8));
        TenantView made = provisioning.create(
                new NewTenant("Test", slug, "ada@" + slug + ".example", "Ada", "correct horse"), "test");
        assertThat(made.status()).isEqualTo(TenantStatus.PROVISIONING);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> tenants.get(slug.value()).status() == TenantStatus.ACTIVE);
        JobView job = jobs.find(made.jobId()).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        return slug;
    }

    /** As the authentication does it. */
    private void enter(Slug slug) {
        ResolvedTenant.OF_REQUEST.keep(
                request, new ResolvedTenant(directory.find(slug).orElseThrow()));
    }

    /** What the end of a request does to what it had of its tenant. */
    private void endRequest() {
        AlterableContext context = (AlterableContext) beans.getContext(RequestScoped.class);
        for (Class<?> type : List.of(EntityManager.class, TenantSession.class)) {
            context.destroy(beans.resolve(beans.getBeans(type)));
        }
    }
}
