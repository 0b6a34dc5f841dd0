package com.helpdeskly.console.control;

import com.helpdeskly.tokens.boundary.Tokens;
import com.helpdeskly.web.paging.CursorCodec;
import com.helpdeskly.web.paging.Page;
import com.helpdeskly.web.paging.PageRequest;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Pages of lists that are ordered by an id, newest first; a cursor is good for one list with one set of filters. */
@ApplicationScoped
public class Cursors {
    @Inject
    private Tokens tokens;

    private CursorCodec codec;

    @PostConstruct
    void create() {
        codec = new CursorCodec(tokens.secretFor("control-cursors"));
    }

    /** Reads rows behind an id, which is {@code null} for the first page. */
    @FunctionalInterface
    public interface Source<T> {
        List<T> read(UUID after, int rows);
    }

    /**
     * A page of a list.
     *
     * @param context the list and its filters
     */
    public <T> Page<T> page(PageRequest request, String context, Source<T> source, Function<T, UUID> id) {
        UUID after = request.after(codec, context)
                .map(keys -> UUID.fromString(keys.get(0)))
                .orElse(null);
        return Page.of(
                source.read(after, request.rows()),
                request,
                row -> codec.encode(context, id.apply(row).toString()));
    }
}
