package com.helpdeskly.users.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A person of the tenant, who signs in with an e-mail address that is theirs alone in this tenant.
 *
 * <p>An admin makes a user, active from the start; with a password they can sign in at once, without one they wait for
 * an invitation. Admins rename them, change their role and deactivate them; a deactivated user cannot sign in and gets
 * no tickets, and may be activated again. Access tokens end with a new password, with a deactivation and by signing out
 * everywhere: they name the generation in which they were issued. A user is never deleted, since tickets and comments name their authors, and a
 * tenant is never left without an active admin (which {@code users.control} sees to, as it takes all users to know).
 */
@Entity
@Table(name = "users")
public class User extends TenantOwned {
    /** Most characters of a name. */
    public static final int NAME_LENGTH = 100;

    @Column(name = "email")
    private String email;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Role role;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "active")
    private boolean active;

    @Column(name = "token_generation")
    private long tokenGeneration;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider alone. */
    protected User() {}

    /** A new, active user without a password. */
    public User(EmailAddress email, String name, Role role) {
        super(Timestamps.now());
        this.email = email.value();
        this.name = Objects.requireNonNull(name);
        this.role = Objects.requireNonNull(role);
        this.active = true;
        this.updatedAt = createdAt();
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    public boolean isActive() {
        return active;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** The hash of the password; empty for a user who has none yet and so cannot sign in. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /** How often access tokens of this user were made worthless; those of an earlier generation are. */
    public long tokenGeneration() {
        return tokenGeneration;
    }

    /** Whether this user keeps the tenant manageable. */
    public boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }

    /** Whether tickets may be assigned to this user. */
    public boolean canWorkOnTickets() {
        return active && role.isStaff();
    }

    public void rename(String newName) {
        if (!name.equals(newName)) {
            name = newName;
            touch();
        }
    }

    public void changeEmail(EmailAddress newEmail) {
        if (!email.equals(newEmail.value())) {
            email = newEmail.value();
            touch();
        }
    }

    public void changeRole(Role newRole) {
        if (role != newRole) {
            role = newRole;
            touch();
        }
    }

    /** Replaces the password, and signs the user out everywhere; takes its hash, never the password. */
    public void changePassword(String newPasswordHash) {
        passwordHash = Objects.requireNonNull(newPasswordHash);
        signOutEverywhere();
    }

    /** No access token that was issued before is good any more. */
    public void signOutEverywhere() {
        tokenGeneration++;
        touch();
    }

    public void activate() {
        if (!active) {
            active = true;
            touch();
        }
    }

    /** Ends sign-in, access tokens for good, and assignments; without effect on a user who is inactive already. */
    public void deactivate() {
        if (active) {
            active = false;
            signOutEverywhere();
        }
    }

    private void touch() {
        updatedAt = Timestamps.now();
    }
}
