package com.helpdeskly.search.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows where a search was found. It is made for one page and reads {@value #CHARACTERS} characters in all; what comes
 * after those has no highlights.
 */
public final class Highlighter {
    /** Most comments of a ticket that are shown. */
    public static final int COMMENTS = 3;

    private static final int CHARACTERS = 2_000_000;
    private static final int BEFORE = 60;
    private static final int LENGTH = 200;
    private static final int TO_THE_NEXT_BLANK = 20;

    private final SearchTerms terms;
    private int charactersLeft = CHARACTERS;

    public Highlighter(SearchTerms terms) {
        this.terms = terms;
    }

    /** What was found, from its first character to behind its last. */
    private record Span(int start, int end) {}

    /**
     * Where the search was found in a ticket.
     *
     * @param comments oldest first
     */
    public Highlights of(String title, String description, List<String> comments) {
        List<String> found = new ArrayList<>();
        String inTitle = whole(title).orElse(null);
        String inDescription = part(description).orElse(null);
        for (int i = comments.size() - 1; i >= 0 && found.size() < COMMENTS; i--) {
            part(comments.get(i)).ifPresent(text -> found.add(0, text));
        }
        return new Highlights(inTitle, inDescription, found.isEmpty() ? null : List.copyOf(found));
    }

    private Optional<String> whole(String text) {
        List<Span> spans = spans(text);
        return spans.isEmpty() ? Optional.empty() : Optional.of(marked(text, 0, text.length(), spans));
    }

    private Optional<String> part(String text) {
        List<Span> spans = spans(text);
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        Span first = densest(spans);
        int start = start(text, first.start());
        int end = end(text, start, first);
        String marked = marked(text, start, end, spans);
        return Optional.of((start > 0 ? "…" : "") + marked + (end < text.length() ? "…" : ""));
    }

    /** Neighbours are one: pairs of signs overlap. */
    private List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        if (text.length() > charactersLeft) {
            return spans;
        }
        charactersLeft -= text.length();
        for (Token token : Words.of(text)) {
            if (!terms.areFoundIn(token.word())) {
                continue;
            }
            Span last = spans.isEmpty() ? new Span(-1, -1) : spans.get(spans.size() - 1);
            if (token.start() <= last.end()) {
                spans.set(spans.size() - 1, new Span(last.start(), Math.max(last.end(), token.end())));
            } else {
                spans.add(new Span(token.start(), token.end()));
            }
        }
        return spans;
    }

    /** The first of the stretch in which most was found. */
    private static Span densest(List<Span> spans) {
        int best = 0;
        int most = 0;
        int last = 0;
        for (int first = 0; first < spans.size(); first++) {
            int limit = spans.get(first).start() + LENGTH - BEFORE;
            while (last < spans.size() && spans.get(last).end() <= limit) {
                last++;
            }
            if (last - first > most) {
                most = last - first;
                best = first;
            }
        }
        return spans.get(best);
    }

    private static int start(String text, int found) {
        if (found <= BEFORE) {
            return 0;
        }
        int wanted = found - BEFORE;
        for (int i = wanted; i < wanted + TO_THE_NEXT_BLANK; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return between(text, wanted);
    }

    private static int end(String text, int start, Span found) {
        // A single find may be longer than all: a text without blanks of nothing else.
        int wanted = Math.max(start + LENGTH, Math.min(found.end(), start + 2 * LENGTH));
        if (wanted >= text.length()) {
            return text.length();
        }
        for (int i = wanted; i > Math.max(found.end(), wanted - TO_THE_NEXT_BLANK); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return between(text, wanted);
    }

    /** Never within a character, nor before its marks. */
    private static int between(String text, int index) {
        int moved = index;
        if (Character.isLowSurrogate(text.charAt(moved)) && Character.isHighSurrogate(text.charAt(moved - 1))) {
            moved++;
        }
        while (moved < text.length() && Script.isMark(text.codePointAt(moved))) {
            moved += Character.charCount(text.codePointAt(moved));
        }
        return moved;
    }

    private static String marked(String text, int start, int end, List<Span> spans) {
        StringBuilder marked = new StringBuilder();
        int position = start;
        for (Span span : spans) {
            int from = Math.max(span.start(), start);
            int to = Math.min(span.end(), end);
            if (from < to) {
                escape(text, position, from, marked);
                marked.append("<mark>");
                escape(text, from, to, marked);
                marked.append("</mark>");
                position = to;
            }
        }
        escape(text, position, end, marked);
        return marked.toString();
    }

    private static void escape(String text, int start, int end, StringBuilder escaped) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isWhitespace(c) ? ' ' : c);
            }
        }
    }
}
