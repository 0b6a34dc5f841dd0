package com.helpdeskly.tickets.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.users.entity.User;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;

/**
 * A request of a customer and the root of all that belongs to it: its comments are made, edited and removed through it,
 * so that its version covers them.
 *
 * <p>It is opened for an author, who never changes, and gets the tenant's next number when it is stored. Staff moves it
 * freely between its states (work can always be taken up again), assigns it to one active agent or admin at a time and
 * takes it back. It may be deleted, is then out of everybody's sight, and can be restored as it was.
 *
 * <p>Staff and customers see different things of it (see {@link Audience}): an internal note changes neither what
 * customers see, nor the tag and times by which they could notice it. What can never happen: a ticket in the hands of a
 * customer or of somebody inactive; a position used twice; a count that tells a customer of an internal note.
 */
@Entity
@Table(name = "tickets")
public class Ticket extends TenantOwned {
    /** Most characters of a title. */
    public static final int TITLE_LENGTH = 200;
    /** Most characters of a description. */
    public static final int DESCRIPTION_LENGTH = 65_536;

    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket_number")
    @SequenceGenerator(name = "ticket_number", sequenceName = "ticket_number", allocationSize = 1)
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

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "assigned_to_id")
    private User assignedTo;

    // For queries alone: a condition on assignedTo itself makes an inner join of every outer join of it.
    @Convert(UuidConverter.NAME)
    @Column(name = "assigned_to_id", insertable = false, updatable = false)
    private UUID assignedToId;

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

    public void retitle(String newTitle) {
        if (!title.equals(newTitle)) {
            title = newTitle;
            touch();
        }
    }

    public void describe(String newDescription) {
        if (!description.equals(newDescription)) {
            description = newDescription;
            touch();
        }
    }

    public void changeStatus(TicketStatus newStatus) {
        if (status != newStatus) {
            status = newStatus;
            touch();
        }
    }

    public void changePriority(TicketPriority newPriority) {
        if (priority != newPriority) {
            priority = newPriority;
            touch();
        }
    }

    /** Puts the ticket into the hands of one of the staff; 400 for a customer and for somebody inactive. */
    public void assignTo(User agent) {
        if (!agent.canWorkOnTickets()) {
            throw ProblemException.invalid("assignedToId", "must be an active agent or admin");
        }
        if (assignedTo == null || !assignedTo.id().equals(agent.id())) {
            assignedTo = agent;
            touch();
        }
    }

    public void unassign() {
        if (assignedTo != null) {
            assignedTo = null;
            touch();
        }
    }

    /** A new comment, to be stored by the caller. */
    public Comment comment(User commentAuthor, String body, boolean internal) {
        Instant now = Timestamps.now();
        int position = staffActivity.add(now);
        if (internal) {
            return new Comment(this, commentAuthor, body, position, null, now);
        }
        publicVersion++;
        return new Comment(this, commentAuthor, body, position, customerActivity.add(now), now);
    }

    /** Replaces the text of one of this ticket's comments. */
    public void editComment(Comment comment, String newBody) {
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

    private void touch() {
        Instant now = Timestamps.now();
        staffActivity.touch(now);
        customerActivity.touch(now);
        publicVersion++;
    }
}
