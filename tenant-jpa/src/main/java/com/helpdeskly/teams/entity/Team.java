package com.helpdeskly.teams.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;

/**
 * People of the staff who work together, and to whom tickets are given as to one.
 *
 * <p>An admin makes it, renames it, and says who is in it; its name is its own among the teams of the tenant, whatever its
 * case. Deleted, it is in no list any more, has nobody in it, and gets no tickets; the tickets that it had still name it,
 * so that nothing has to be written to them and their history stays true. It never comes back; another may have its name.
 */
@Entity
@Table(name = "teams")
public class Team extends TenantOwned {
    /** Most characters of a name. */
    public static final int NAME_LENGTH = 100;

    @Column(name = "name")
    private String name;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For the persistence provider alone. */
    protected Team() {}

    /** A new team without anybody in it. */
    public Team(String name) {
        super(Timestamps.now());
        this.name = Objects.requireNonNull(name);
        this.updatedAt = createdAt();
    }

    public String name() {
        return name;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public void rename(String newName) {
        if (!name.equals(newName)) {
            name = newName;
            membersChanged();
        }
    }

    /** Somebody joins or leaves: the version of the team covers its members. */
    public void membersChanged() {
        updatedAt = Timestamps.now();
    }

    /** For good. */
    public void delete() {
        membersChanged();
        deletedAt = updatedAt;
    }
}
