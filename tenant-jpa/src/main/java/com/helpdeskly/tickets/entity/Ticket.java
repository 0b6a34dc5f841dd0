package com.helpdeskly.tickets.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.teams.entity.Team;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.persistence.annotations.Convert;
import org.eclipse.persistence.annotations.ReturnInsert;

/**
 * A request of a customer and the root of all that belongs to it: its comments are made, edited and removed through it,
 * so that its version covers them.
 *
 * <p>It is opened for an author, who never changes, and gets the tenant's next number when it is stored. Staff moves it
 * between its states as {@link TicketStatus#next} allows (work can always be taken up again), assigns it to one active
 * agent or admin at a time, gives it to a team, tags it, and takes all that back. A customer who comments on one that is
 * resolved or closed opens it again. It may be merged into another one, is then closed, points to that one, and stays as
 * it is. It may be deleted, is then out of everybody's sight, and can be restored as it was.
 *
 * <p>Staff and customers see different things of it (see {@link Audience}): an internal note changes neither what
 * customers see, nor the tag and times by which they could notice it. What can never happen: a ticket in the hands of a
 * customer or of somebody inactive; a position used twice; a count that tells a customer of an internal note; a ticket
 * that is merged twice, or in the end into itself.
 */
@Entity
@Table(name = "tickets")
public class Ticket extends TenantOwned {
    /** Most characters of a title. */
    public static final int TITLE_LENGTH = 200;
    /** Most characters of a description. */
    public static final int DESCRIPTION_LENGTH = 65_536;

    // Given by the database with the insert, which saves a way there.
    @ReturnInsert(returnOnly = true)
    @Column(name = "number", updatable = false)
    private long number;

    @Column(name = "title")
    private String title;

    @Column(name = "description")
    private String description;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private TicketStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "priority")
    private TicketPriority priority;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id", updatable = false)
    private User author;

    // Who the author is without reading them.
    @Convert(UuidConverter.NAME)
    @Column(name = "author_id", insertable = false, updatable = false)
    private UUID authorId;

    // People and teams are written by their ids, so that a change need not read them, and queries can look for the ids:
    // a
    // condition on the relation itself makes an inner join of every outer join of it.
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "assigned_to_id", insertable = false, updatable = false)
    private User assignedTo;

    @Convert(UuidConverter.NAME)
    @Column(name = "assigned_to_id")
    private UUID assignedToId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "team_id", insertable = false, updatable = false)
    private Team team;

    @Convert(UuidConverter.NAME)
    @Column(name = "team_id")
    private UUID teamId;

    @Column(name = "tags")
    private String tags;

    @Convert(UuidConverter.NAME)
    @Column(name = "merged_into_id")
    private UUID mergedIntoId;

    @Convert(UuidConverter.NAME)
    @Column(name = "public_merged_into_id")
    private UUID publicMergedIntoId;

    @Embedded
    private Activity staffActivity;

    @Embedded
    @AttributeOverride(name = "commentCount", column = @Column(name = "public_comment_count"))
    @AttributeOverride(name = "lastPosition", column = @Column(name = "public_last_position"))
    @AttributeOverride(name = "attachmentCount", column = @Column(name = "public_attachment_count"))
    @AttributeOverride(name = "updatedAt", column = @Column(name = "public_updated_at"))
    private Activity customerActivity;

    @Column(name = "public_version")
    private long publicVersion;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For the persistence provider alone. */
    protected Ticket() {}

    /** A new, open, unassigned ticket. */
    public Ticket(User author, String title, String description, TicketPriority priority) {
        super(Timestamps.now());
        this.author = Objects.requireNonNull(author);
        this.authorId = author.id();
        this.title = Objects.requireNonNull(title);
        this.description = Objects.requireNonNull(description);
        this.priority = Objects.requireNonNull(priority);
        this.status = TicketStatus.OPEN;
        this.tags = "";
        this.staffActivity = new Activity(createdAt());
        this.customerActivity = new Activity(createdAt());
        this.publicVersion = 1;
    }

    /** The running number in the tenant, from 1; 0 before the ticket is stored. Gaps are possible. */
    public long number() {
        return number;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public TicketStatus status() {
        return status;
    }

    public TicketPriority priority() {
        return priority;
    }

    public User author() {
        return author;
    }

    public UUID authorId() {
        return authorId;
    }

    public Optional<User> assignedTo() {
        return Optional.ofNullable(assignedTo);
    }

    /** The id of {@link #assignedTo}, without reading who it is. */
    public Optional<UUID> assignedToId() {
        return Optional.ofNullable(assignedToId);
    }

    /** The id of {@link #team}, without reading it. */
    public Optional<UUID> teamId() {
        return Optional.ofNullable(teamId);
    }

    /** The team that it was given to, which may have been deleted since. */
    public Optional<Team> team() {
        return Optional.ofNullable(team);
    }

    /** In their order, each once. */
    public List<String> tags() {
        return Tags.split(tags);
    }

    /** The ticket into which this one was merged, where this audience may know of it. */
    public Optional<UUID> mergedInto(Audience audience) {
        return Optional.ofNullable(audience == Audience.STAFF ? mergedIntoId : publicMergedIntoId);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public Activity activity(Audience audience) {
        return audience == Audience.STAFF ? staffActivity : customerActivity;
    }

    /** The version of what this audience sees of the ticket and its comments. */
    public long version(Audience audience) {
        return audience == Audience.STAFF ? version() : publicVersion;
    }

    /**
     * Refuses a change that the ticket's state does not allow, before anything is changed.
     *
     * @param newStatus empty where the status stays
     * @throws ProblemException 409 {@code ticket-merged} or {@code ticket-state}
     */
    public void requireChangeable(Optional<TicketStatus> newStatus) {
        requireUnmerged();
        newStatus.filter(wanted -> wanted != status).ifPresent(wanted -> {
            if (!status.next().contains(wanted)) {
                throw TicketRefused.transition(status, wanted);
            }
        });
    }

    public void retitle(String newTitle) {
        requireUnmerged();
        if (!title.equals(newTitle)) {
            title = newTitle;
            touch();
        }
    }

    public void describe(String newDescription) {
        requireUnmerged();
        if (!description.equals(newDescription)) {
            description = newDescription;
            touch();
        }
    }

    /** Moves it on; 409 for a state that cannot follow this one. */
    public void changeStatus(TicketStatus newStatus) {
        requireChangeable(Optional.of(newStatus));
        if (status != newStatus) {
            status = newStatus;
            touch();
        }
    }

    public void changePriority(TicketPriority newPriority) {
        requireUnmerged();
        if (priority != newPriority) {
            priority = newPriority;
            touch();
        }
    }

    /** Puts the ticket into the hands of one of the staff; 400 for a customer and for somebody inactive. */
    public void assignTo(User agent) {
        requireUnmerged();
        if (!agent.canWorkOnTickets()) {
            throw ProblemException.invalid("assignedToId", "must be an active agent or admin");
        }
        if (!agent.id().equals(assignedToId)) {
            assignedTo = agent;
            assignedToId = agent.id();
            touch();
        }
    }

    public void unassign() {
        requireUnmerged();
        if (assignedToId != null) {
            assignedTo = null;
            assignedToId = null;
            touch();
        }
    }

    /** Gives the ticket to a team; 400 for one that was deleted. */
    public void giveTo(Team newTeam) {
        requireUnmerged();
        if (newTeam.isDeleted()) {
            throw ProblemException.invalid("teamId", "must be a team");
        }
        if (!newTeam.id().equals(teamId)) {
            team = newTeam;
            teamId = newTeam.id();
            touch();
        }
    }

    /** Takes the ticket from its team. */
    public void takeFromTeam() {
        requireUnmerged();
        if (teamId != null) {
            team = null;
            teamId = null;
            touch();
        }
    }

    /** Replaces the tags, which are normalized ones. */
    public void tagAs(Collection<String> newTags) {
        requireUnmerged();
        String joined = Tags.joined(newTags);
        if (!tags.equals(joined)) {
            tags = joined;
            touch();
        }
    }

    /**
     * Ends this ticket in favour of another one, to which it points from then on; the other one gets its tags. Customers
     * are told of the other one if it is of the same author.
     *
     * @throws ProblemException 400 for itself, 409 when one of them was merged before
     */
    public void mergeInto(Ticket target) {
        if (target.id().equals(id())) {
            throw ProblemException.invalid("into", "must be another ticket");
        }
        requireUnmerged();
        target.requireUnmerged();
        target.tagAs(Stream.concat(target.tags().stream(), tags().stream()).toList());
        status = TicketStatus.CLOSED;
        mergedIntoId = target.id();
        publicMergedIntoId = hasAuthorOf(target) ? target.id() : null;
        touch();
    }

    /** Whether both were opened for the same person. */
    public boolean hasAuthorOf(Ticket other) {
        return author.id().equals(other.author.id());
    }

    /** A new comment, to be stored by the caller; one of a customer opens a ticket again that was done. */
    public Comment comment(User commentAuthor, String body, boolean internal) {
        requireUnmerged();
        if (status.isDone() && !commentAuthor.role().isStaff()) {
            status = TicketStatus.OPEN;
        }
        return said(commentAuthor, body, internal, Timestamps.now());
    }

    /**
     * A copy of a comment of another ticket, to be stored by the caller: by the same author, at the same time.
     *
     * @param internal whether customers must not see it here
     */
    public Comment copyOf(Comment comment, boolean internal) {
        return said(comment.author(), comment.body(), internal, comment.createdAt());
    }

    private Comment said(User commentAuthor, String body, boolean internal, Instant at) {
        Instant now = Timestamps.now();
        int position = staffActivity.add(now);
        if (internal) {
            return new Comment(this, commentAuthor, body, position, null, at);
        }
        publicVersion++;
        return new Comment(this, commentAuthor, body, position, customerActivity.add(now), at);
    }

    /** Replaces the text of one of this ticket's comments. */
    public void editComment(Comment comment, String newBody) {
        requireUnmerged();
        Instant now = Timestamps.now();
        if (comment.edit(newBody, now)) {
            staffActivity.touch(now);
            if (!comment.isInternal()) {
                customerActivity.touch(now);
                publicVersion++;
            }
        }
    }

    /** Takes one of this ticket's comments out of the counts; the caller removes it. */
    public void withdrawComment(Comment comment) {
        requireUnmerged();
        Instant now = Timestamps.now();
        staffActivity.remove(now);
        if (!comment.isInternal()) {
            customerActivity.remove(now);
            publicVersion++;
        }
    }

    /** Counts a new attachment, of which customers learn nothing when it is internal. */
    public void countAttachment(boolean internal) {
        countAttachments(1, internal);
    }

    /** Takes an attachment out of the counts. */
    public void withdrawAttachment(boolean internal) {
        countAttachments(-1, internal);
    }

    private void countAttachments(int difference, boolean internal) {
        Instant now = Timestamps.now();
        staffActivity.countAttachments(difference, now);
        if (!internal) {
            customerActivity.countAttachments(difference, now);
            publicVersion++;
        }
    }

    /** Takes the ticket out of sight. */
    public void delete() {
        if (deletedAt == null) {
            touch();
            deletedAt = staffActivity.updatedAt();
        }
    }

    /** Undoes {@link #delete}; without effect on a ticket that is not deleted. */
    public void restore() {
        if (deletedAt != null) {
            deletedAt = null;
            touch();
        }
    }

    private void requireUnmerged() {
        if (mergedIntoId != null) {
            throw TicketRefused.merged();
        }
    }

    private void touch() {
        Instant now = Timestamps.now();
        staffActivity.touch(now);
        customerActivity.touch(now);
        publicVersion++;
    }
}
