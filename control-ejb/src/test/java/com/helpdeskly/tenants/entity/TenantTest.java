package com.helpdeskly.tenants.entity;

import static com.helpdeskly.tenants.entity.TenantStatus.ACTIVE;
import static com.helpdeskly.tenants.entity.TenantStatus.FAILED;
import static com.helpdeskly.tenants.entity.TenantStatus.INACTIVE;
import static com.helpdeskly.tenants.entity.TenantStatus.PROVISIONING;
import static com.helpdeskly.tenants.entity.TenantStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
