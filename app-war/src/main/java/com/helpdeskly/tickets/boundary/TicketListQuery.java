package com.helpdeskly.tickets.boundary;

import com.helpdeskly.problems.entity.ProblemException;
import com.helpdeskly.problems.entity.Violation;
import com.helpdeskly.search.control.SearchTerms;
import com.helpdeskly.tickets.control.TicketFilter;
import com.helpdeskly.tickets.control.TicketOrder;
import com.helpdeskly.tickets.control.TicketSettings;
import com.helpdeskly.tickets.control.Viewer;
import com.helpdeskly.tickets.entity.Tags;
import com.helpdeskly.tickets.entity.TicketPriority;
import com.helpdeskly.tickets.entity.TicketStatus;
import com.helpdeskly.web.paging.PageRequest;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a list of tickets, as the client sent them. */
public class TicketListQuery {
    private static final Set<String> NOT_SAVED = Set.of("savedView", "view", "limit", "cursor");
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final int MOST_TAGS = 10;

    @QueryParam("status")
    @Parameter(description = "Any of these statuses; repeated or separated by commas")
    List<String> status;

    @QueryParam("priority")
    @Parameter(description = "Any of these priorities; repeated or separated by commas")
    List<String> priority;

    @QueryParam("assignedTo")
    @Parameter(description = "The id of a user, `me` or `none`")
    String assignedTo;

    @QueryParam("author")
    @Parameter(description = "The id of a user or `me`")
    String author;

    @QueryParam("team")
    @Parameter(description = "The id of a team or `none`")
    String team;

    @QueryParam("tag")
    @Parameter(description = "A tag; repeated for tickets that have all of them, at most " + MOST_TAGS)
    List<String> tag;

    @QueryParam("deleted")
    @Parameter(description = "`true` lists the deleted tickets instead; agents only")
    String deleted;

    @QueryParam("q")
    @Parameter(
            description =
                    "Words that title, description or comments have, all of them and in any script; the last letters"
                            + " may be missing. Each ticket then has `highlights`")
    @Schema(maxLength = SearchTerms.LENGTH, example = "printer fire")
    String q;

    @QueryParam("sort")
    @Parameter(
            description = "createdAt, -createdAt, updatedAt or -updatedAt; -createdAt by default,"
                    + " and with `q` the best find first")
    String sort;

    @QueryParam("savedView")
    @Parameter(
            description =
                    "The id of a saved view, whose parameters count where the request does not name the same ones")
    String savedView;

    @QueryParam("view")
    @Parameter(description = "`summary` leaves the comments out")
    String view;

    @QueryParam("limit")
    @Parameter(description = "1 to 100, 20 by default")
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "`next` of the page before")
    String cursor;

    /** A list of tickets that can be read: everything in it is valid. */
    record Wanted(
            TicketFilter filter,
            Optional<SearchTerms> terms,
            boolean isRanked,
            TicketOrder order,
            boolean withComments,
            PageRequest page) {
        /**
         * What a cursor is bound to. The user is of one tenant only, so that it stands for the tenant and for what may be
         * seen there as well.
         */
        String cursorContext(Viewer viewer) {
            return String.join(
                    "|",
                    "tickets",
                    viewer.userId().toString(),
                    viewer.role().name(),
                    filter.toString(),
                    isRanked ? "best" : order.name(),
                    terms.map(SearchTerms::toTsquery).orElse("*"));
        }
    }

    /**
     * What a list with these parameters would be refused for; those of its pages cannot be saved.
     *
     * @param parameters the values of each
     */
    public static List<Violation> violationsOf(
            Map<String, List<String>> parameters, Viewer viewer, TicketSettings settings) {
        List<Violation> violations = new ArrayList<>();
        parameters.forEach((name, values) -> {
            Optional<Field> field = fieldOf(name);
            if (field.isEmpty()) {
                violations.add(new Violation(name, "is not a parameter that can be saved"));
            } else if (field.get().getType() == String.class && values.size() != 1) {
                violations.add(new Violation(name, "must have one value"));
            }
        });
        try {
            of(parameters).read(viewer, settings);
        } catch (ProblemException refused) {
            violations.addAll(refused.violations());
        }
        return violations;
    }

    /** A list with these parameters, as if a client had sent them. */
    static TicketListQuery of(Map<String, List<String>> parameters) {
        TicketListQuery query = new TicketListQuery();
        parameters.forEach((name, values) -> fieldOf(name).ifPresent(field -> query.set(field, values)));
        return query;
    }

    /** The same list within a saved one: what this one does not name is as it was saved. */
    TicketListQuery within(Map<String, List<String>> saved) {
        saved.forEach((name, values) ->
                fieldOf(name).filter(field -> !isNamed(field)).ifPresent(field -> set(field, values)));
        return this;
    }

    /** The id of the saved view that is asked for; 400 for what is no id. */
    Optional<UUID> savedView() {
        if (savedView == null) {
            return Optional.empty();
        }
        if (!ID.matcher(savedView).matches()) {
            throw ProblemException.invalid("savedView", "must be a UUID");
        }
        return Optional.of(UUID.fromString(savedView));
    }

    /** Where a parameter that can be saved is kept, so that a new one can be saved without a word here. */
    private static Optional<Field> fieldOf(String parameter) {
        return Arrays.stream(TicketListQuery.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(QueryParam.class))
                .filter(field -> field.getAnnotation(QueryParam.class).value().equals(parameter))
                .filter(field -> !NOT_SAVED.contains(parameter))
                .findFirst();
    }

    private boolean isNamed(Field field) {
        try {
            Object value = field.get(this);
            return value != null && !(value instanceof Collection<?> values && values.isEmpty());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the fields of this class are its own", e);
        }
    }

    private void set(Field field, List<String> values) {
        try {
            field.set(this, field.getType() == String.class ? values.get(0) : values);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the fields of this class are its own", e);
        }
    }

    /** Reads all parameters; 400 with every one that is not valid. */
    Wanted read(Viewer viewer, TicketSettings settings) {
        List<Violation> violations = new ArrayList<>();
        boolean unassigned = "none".equals(assignedTo);
        boolean teamless = "none".equals(team);
        TicketFilter filter = new TicketFilter(
                choices("status", status, TicketStatus.class, violations),
                choices("priority", priority, TicketPriority.class, violations),
                unassigned,
                unassigned
                        ? Optional.empty()
                        : person("assignedTo", assignedTo, "a UUID, me or none", viewer, violations),
                person("author", author, "a UUID or me", viewer, violations),
                teamless,
                teamless ? Optional.empty() : id("team", team, "a UUID or none", violations),
                tags(settings, violations),
                bin(violations));
        Optional<SearchTerms> terms = terms(violations);
        TicketOrder order = order(violations);
        if (view != null && !view.equals("summary")) {
            violations.add(new Violation("view", "must be summary"));
        }
        PageRequest page = page(violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        if (filter.deleted() && !viewer.isStaff()) {
            throw new ProblemException(403, "forbidden", "Only agents may see deleted tickets.");
        }
        return new Wanted(filter, terms, terms.isPresent() && sort == null, order, view == null, page);
    }

    private Optional<SearchTerms> terms(List<Violation> violations) {
        if (q == null || q.isBlank()) {
            return Optional.empty();
        }
        if (q.codePointCount(0, q.length()) > SearchTerms.LENGTH) {
            violations.add(new Violation("q", "must have at most " + SearchTerms.LENGTH + " characters"));
            return Optional.empty();
        }
        return Optional.of(SearchTerms.of(q));
    }

    private SortedSet<String> tags(TicketSettings settings, List<Violation> violations) {
        SortedSet<String> tags = new TreeSet<>();
        (tag == null ? List.<String>of() : tag).forEach(typed -> tags.add(Tags.normalized(typed)));
        if (tags.size() > MOST_TAGS || !tags.stream().allMatch(one -> Tags.isTag(one, settings.tagLength()))) {
            violations.add(
                    new Violation("tag", "must be at most %d tags, each %s".formatted(MOST_TAGS, settings.tagRule())));
        }
        return tags;
    }

    private boolean bin(List<Violation> violations) {
        if (deleted != null && !deleted.equals("true") && !deleted.equals("false")) {
            violations.add(new Violation("deleted", "must be true or false"));
        }
        return "true".equals(deleted);
    }

    private TicketOrder order(List<Violation> violations) {
        if (sort == null) {
            return TicketOrder.NEWEST;
        }
        return TicketOrder.of(sort).orElseGet(() -> {
            violations.add(new Violation("sort", "must be one of createdAt, -createdAt, updatedAt, -updatedAt"));
            return TicketOrder.NEWEST;
        });
    }

    private PageRequest page(List<Violation> violations) {
        try {
            return PageRequest.of(limit, cursor);
        } catch (ProblemException e) {
            violations.addAll(e.violations());
            return null;
        }
    }

    private static <E extends Enum<E>> Set<E> choices(
            String name, List<String> values, Class<E> type, List<Violation> violations) {
        Set<E> choices = EnumSet.noneOf(type);
        for (String value : values == null ? List.<String>of() : values) {
            for (String one : value.split(",", -1)) {
                Arrays.stream(type.getEnumConstants())
                        .filter(choice -> choice.name().equals(one.strip()))
                        .findFirst()
                        .ifPresentOrElse(choices::add, () -> violations.add(notOneOf(name, type)));
            }
        }
        return choices;
    }

    private static Violation notOneOf(String name, Class<? extends Enum<?>> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        return new Violation(name, "must be any of " + String.join(", ", names));
    }

    private static Optional<UUID> person(
            String name, String value, String rule, Viewer viewer, List<Violation> violations) {
        return "me".equals(value) ? Optional.of(viewer.userId()) : id(name, value, rule, violations);
    }

    private static Optional<UUID> id(String name, String value, String rule, List<Violation> violations) {
        if (value == null) {
            return Optional.empty();
        }
        if (ID.matcher(value).matches()) {
            return Optional.of(UUID.fromString(value));
        }
        violations.add(new Violation(name, "must be " + rule));
        return Optional.empty();
    }
}
