package com.helpdeskly.teams.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;

/** That somebody is in a team; made when they join, and gone when they leave. */
@Entity
@Table(name = "team_members")
public class TeamMember extends TenantOwned {
    @Convert(UuidConverter.NAME)
    @Column(name = "team_id", updatable = false)
    private UUID teamId;

    @Convert(UuidConverter.NAME)
    @Column(name = "user_id", updatable = false)
    private UUID userId;

    /** For the persistence provider alone. */
    protected TeamMember() {}

    /** Somebody joins. */
    public TeamMember(Team team, UUID userId) {
        super(Timestamps.now());
        this.teamId = team.id();
        this.userId = userId;
    }

    public UUID teamId() {
        return teamId;
    }

    public UUID userId() {
        return userId;
    }
}
