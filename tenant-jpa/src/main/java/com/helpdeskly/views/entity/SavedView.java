package com.helpdeskly.views.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A list of tickets that somebody wants to see again. It belongs to one person for good, has a name that none of their
 * other views has, and can be shared with the staff, who then see what it stands for to each of them.
 */
@Entity
@Table(name = "saved_views")
public class SavedView extends TenantOwned {
    /** Most characters of a name. */
    public static final int NAME_LENGTH = 100;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "owner_id", updatable = false)
    private User owner;

    @Column(name = "name")
    private String name;

    @Column(name = "filter")
    private String filter;

    @Column(name = "shared")
    private boolean shared;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For the persistence provider alone. */
    protected SavedView() {}

    /** @param filter the parameters of the list as a JSON object */
    public SavedView(User owner, String name, String filter, boolean shared) {
        super(Timestamps.now());
        this.owner = owner;
        this.name = name;
        this.filter = filter;
        this.shared = shared;
        this.updatedAt = createdAt();
    }

    public User owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String filter() {
        return filter;
    }

    public boolean isShared() {
        return shared;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public void rename(String newName) {
        name = newName;
        updatedAt = Timestamps.now();
    }

    public void showInstead(String newFilter) {
        filter = newFilter;
        updatedAt = Timestamps.now();
    }

    /** Shows the view to the staff, or to its owner alone. */
    public void share(boolean withStaff) {
        shared = withStaff;
        updatedAt = Timestamps.now();
    }
}
