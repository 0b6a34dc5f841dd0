package com.helpdeskly.views.control;

import com.helpdeskly.persistence.control.UniqueViolation;
import com.helpdeskly.persistence.control.UnitOfWork;
import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.users.entity.Role;
import com.helpdeskly.users.entity.User;
import com.helpdeskly.views.entity.SavedView;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The saved views. Everybody has their own, and the staff sees those that are shared as well; only the owner and admins
 * change one, and only the staff shares.
 */
@Dependent
public class ViewShelf {
    private static final String NAME_CONSTRAINT = "saved_views_name_unique";
    private static final String OF_VIEWER = "v.owner.id = :viewer";
    private static final String OF_STAFF = "(v.owner.id = :viewer or v.shared = true)";

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final ViewSettings settings;

    @Inject
    public ViewShelf(EntityManager entityManager, UnitOfWork unitOfWork, ViewSettings settings) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.settings = settings;
    }

    /**
     * A page of the views that the viewer may see, in the order in which they were made.
     *
     * @param after the id of the last view of the page before; empty for the first
     * @param limit most views, at least 1
     */
    public List<KnownView> page(Viewer viewer, Optional<UUID> after, int limit) {
        String condition = after.isPresent() ? " and v.id > :after" : "";
        TypedQuery<SavedView> query = visible(entityManager, viewer, condition + " order by v.id");
        after.ifPresent(id -> query.setParameter("after", id));
        return query.setMaxResults(limit).getResultList().stream()
                .map(KnownView::of)
                .toList();
    }

    /** One view; 404 when the viewer may not see it. */
    public KnownView one(Viewer viewer, UUID id) {
        return KnownView.of(known(entityManager, viewer, id));
    }

    /**
     * Saves a view.
     *
     * @throws ProblemException 403 when a customer wants to share it, 409 {@code view-name-taken} or {@code too-many-views}
     */
    public KnownView save(Viewer viewer, String name, ViewFilter filter, boolean shared) {
        requireStaffTo(shared, viewer);
        return written(em -> {
            // Locked, so that of two views at once the second one counts the first.
            User owner = Optional.ofNullable(em.find(User.class, viewer.userId(), LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow();
            long views = em.createQuery("select count(v) from SavedView v where v.owner.id = :owner", Long.class)
                    .setParameter("owner", owner.id())
                    .getSingleResult();
            if (views >= settings.perOwner()) {
                throw new ProblemException(
                        409, "too-many-views", "One person has at most " + settings.perOwner() + " views.");
            }
            SavedView view = new SavedView(owner, name, filter.toText(), shared);
            em.persist(view);
            return view;
        });
    }

    /**
     * Changes a view.
     *
     * @param precondition gets the view's version and throws to refuse
     * @throws ProblemException 404; 403 unless it is the viewer's own or they are an admin; 409 {@code view-name-taken} or
     *     {@code edit-conflict}
     */
    public KnownView change(Viewer viewer, UUID id, ViewChange wanted, LongConsumer precondition) {
        requireStaffTo(wanted.shared().orElse(false), viewer);
        return written(em -> {
            SavedView view = changeable(em, viewer, id, precondition);
            wanted.applyTo(view);
            return view;
        });
    }

    /** Removes a view for good; the same rules as for a change. */
    public void remove(Viewer viewer, UUID id, LongConsumer precondition) {
        unitOfWork.write(em -> {
            em.remove(changeable(em, viewer, id, precondition));
            return id;
        });
    }

    private KnownView written(Function<EntityManager, SavedView> work) {
        try {
            return KnownView.of(unitOfWork.write(work));
        } catch (UniqueViolation e) {
            throw e.isOf(NAME_CONSTRAINT)
                    ? new ProblemException(409, "view-name-taken", "Another view of its owner has this name.", e)
                    : e;
        }
    }

    private static SavedView changeable(EntityManager em, Viewer viewer, UUID id, LongConsumer precondition) {
        SavedView view = known(em, viewer, id);
        if (!view.owner().id().equals(viewer.userId()) && viewer.role() != Role.ADMIN) {
            throw new ProblemException(403, "forbidden", "Only the owner or an admin may change a view.");
        }
        precondition.accept(view.version());
        return view;
    }

    private static void requireStaffTo(boolean share, Viewer viewer) {
        if (share && !viewer.isStaff()) {
            throw new ProblemException(403, "forbidden", "Only agents may share views.");
        }
    }

    private static SavedView known(EntityManager em, Viewer viewer, UUID id) {
        return visible(em, viewer, " and v.id = :id")
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(404, "view-not-found", "There is no such view."));
    }

    private static TypedQuery<SavedView> visible(EntityManager em, Viewer viewer, String more) {
        return em.createQuery(
                        "select v from SavedView v join fetch v.owner where "
                                + (viewer.isStaff() ? OF_STAFF : OF_VIEWER) + more,
                        SavedView.class)
                .setParameter("viewer", viewer.userId());
    }
}
