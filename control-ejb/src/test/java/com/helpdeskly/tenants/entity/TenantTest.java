package com.helpdeskly.tenants.entity;

import static com.helpdeskly.tenants.entity.TenantStatus.ACTIVE;
import static com.helpdeskly.tenants.entity.TenantStatus.DELETING;
import static com.helpdeskly.tenants.entity.TenantStatus.FAILED;
import static com.helpdeskly.tenants.entity.TenantStatus.INACTIVE;
import static com.helpdeskly.tenants.entity.TenantStatus.PROVISIONING;
import static com.helpdeskly.tenants.entity.TenantStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TenantTest {
    private final Tenant tenant =
            new Tenant(TenantId.next(), new Slug("acme"), "Acme", new DatabaseServer(), "k1:sealed");

    @Test
    void newTenantIsBeingProvisionedInADatabaseAndWithARoleOfItsOwn() {
        assertThat(tenant.status()).isEqualTo(PROVISIONING);
        assertThat(tenant.databaseName()).matches("tenant_[0-9a-f]{32}").isEqualTo(tenant.roleName());
        assertThat(tenant.schemaVersion()).isEmpty();
    }

    @Test
    void operatorCannotActivateATenantThatIsBeingProvisioned() {
        assertThatThrownBy(tenant::activate).isInstanceOf(TransitionRefused.class);
        assertThat(tenant.status()).isEqualTo(PROVISIONING);
    }

    @Test
    void provisionedTenantIsActiveAtItsSchemaVersion() {
        tenant.provisioned("1");

        assertThat(tenant.status()).isEqualTo(ACTIVE);
        assertThat(tenant.schemaVersion()).contains("1");
    }

    @Test
    void failedProvisioningTellsItsReasonUntilItRunsAgain() {
        tenant.provisioningFailed("no space");
        assertThat(tenant.status()).isEqualTo(FAILED);
        assertThat(tenant.statusReason()).contains("no space");
        assertThatThrownBy(tenant::activate).isInstanceOf(TransitionRefused.class);

        tenant.provisionAgain();
        assertThat(tenant.status()).isEqualTo(PROVISIONING);
        assertThat(tenant.statusReason()).isEmpty();
    }

    @Test
    void activeTenantIsSwitchedOffAndOn() {
        tenant.provisioned("1");
        tenant.deactivate();
        assertThat(tenant.status()).isEqualTo(INACTIVE);
        tenant.activate();
        tenant.suspend("unpaid");
        assertThat(tenant.status()).isEqualTo(SUSPENDED);
        assertThat(tenant.statusReason()).contains("unpaid");
        tenant.activate();
        assertThat(tenant.status()).isEqualTo(ACTIVE);
    }

    @Test
    void refusalNamesTheStatesThatAreAllowed() {
        tenant.provisioned("1");
        tenant.deactivate();

        assertThatThrownBy(() -> tenant.suspend("unpaid"))
                .hasMessage("A tenant that is INACTIVE cannot become SUSPENDED; it can become [ACTIVE, DELETING].");
    }

    @Test
    void deletedTenantIsRestoredToExactlyWhatItWas() {
        Instant due = Instant.parse("2026-12-24T00:00:00Z");
        tenant.provisioned("1");
        tenant.suspend("unpaid");
        tenant.delete(due);
        assertThat(tenant.status()).isEqualTo(DELETING);
        assertThat(tenant.deleteAfter()).contains(due);
        assertThatThrownBy(() -> tenant.delete(due)).isInstanceOf(TransitionRefused.class);
        assertThatThrownBy(tenant::activate)
                .hasMessage("A tenant that is DELETING cannot become ACTIVE; it can be restored.");

        tenant.restore();
        assertThat(tenant.status()).isEqualTo(SUSPENDED);
        assertThat(tenant.statusReason()).contains("unpaid");
        assertThat(tenant.deleteAfter()).isEmpty();
        assertThatThrownBy(tenant::restore).isInstanceOf(TransitionRefused.class);
    }

    @Test
    void tenantThatIsBeingProvisionedIsNeitherDeletedNorMaintained() {
        assertThatThrownBy(() -> tenant.delete(Instant.EPOCH)).isInstanceOf(TransitionRefused.class);
        assertThatThrownBy(() -> tenant.enterMaintenance("disks")).isInstanceOf(TransitionRefused.class);
    }

    @Test
    void maintenanceStandsBesideTheState() {
        tenant.provisioned("1");
        tenant.enterMaintenance("disks");
        assertThat(tenant.inMaintenance()).isTrue();
        tenant.deactivate();
        assertThat(tenant.inMaintenance()).isTrue();
        tenant.leaveMaintenance();
        assertThat(tenant.inMaintenance()).isFalse();
        assertThat(tenant.maintenanceReason()).isEmpty();
        assertThat(tenant.status()).isEqualTo(INACTIVE);
    }

    @Test
    void nextPasswordIsKeptBesideTheOneInForceUntilItIsInForceItself() {
        tenant.provisioned("1");
        tenant.preparePassword("k1:next");
        tenant.preparePassword("k1:later");
        assertThat(tenant.sealedPassword()).isEqualTo("k1:sealed");
        assertThat(tenant.nextSealedPassword()).contains("k1:next");

        tenant.passwordChanged();
        assertThat(tenant.sealedPassword()).isEqualTo("k1:next");
        assertThat(tenant.nextSealedPassword()).isEmpty();
        tenant.passwordChanged();
        assertThat(tenant.sealedPassword()).isEqualTo("k1:next");
    }

    @Test
    void secretOfATenantWithoutARoleCannotBeRotated() {
        assertThatThrownBy(tenant::requireRole)
                .hasMessage("The secret of a tenant that is PROVISIONING cannot be rotated; that of one that is"
                        + " [ACTIVE, INACTIVE, SUSPENDED] can.");
        tenant.provisioned("1");
        tenant.requireRole();
        tenant.delete(Instant.EPOCH);
        assertThatThrownBy(tenant::requireRole).isInstanceOf(TransitionRefused.class);
    }
}
