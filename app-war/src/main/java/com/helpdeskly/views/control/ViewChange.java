package com.helpdeskly.views.control;

import com.helpdeskly.views.entity.SavedView;
import java.util.Optional;

/** What somebody wants to change of a view; what is empty stays. */
public record ViewChange(Optional<String> name, Optional<ViewFilter> filter, Optional<Boolean> shared) {
    void applyTo(SavedView view) {
        name.ifPresent(view::rename);
        filter.map(ViewFilter::toText).ifPresent(view::showInstead);
        shared.ifPresent(view::share);
    }
}
