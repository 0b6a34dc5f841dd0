package com.helpdeskly.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes {@code docs/configuration.md} of the sources: of the Javadoc of the classes that read the keys, in the form
 * {@code {@code key} (default, least..most): meaning}, and of the commented variables of Open Liberty's server.xml. What
 * the Javadoc says is compared with what the code does. It needs nothing but the JDK; from the root of the sources,
 *
 * <pre>java system-tests/src/test/java/com/helpdeskly/docs/ConfigurationPage.java</pre>
 *
 * <p>writes the page anew.
 */
public final class ConfigurationPage {
    /** Where the page is, from the root of the sources. */
    public static final String PAGE = "docs/configuration.md";

    private static final String KEY = "helpdeskly(?:\\.[a-z][a-z0-9-]*)+";
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern DECLARATION = Pattern.compile(
            "\\{@code (" + KEY + ")} \\(([^)]*)\\): (.*?)(?=<li>|</ul>|<p>|@param|\\{@code " + KEY + "} \\(|$)");
    private static final Pattern USE = Pattern.compile("(?<!resolve\\()\"(" + KEY + ")\"");
    private static final Pattern DEFAULT =
            Pattern.compile("name = \"(" + KEY + ")\"(?:, defaultValue = \"([^\"]*)\")?");
    private static final Pattern BOUNDS =
            Pattern.compile("(?:within|millis)\\(\\s*\"([a-z0-9.-]+)\",\\s*\\w+,\\s*([\\d_]+),\\s*([\\d_]+)\\)");
    private static final Pattern BENCHMARK = Pattern.compile("(?:words|number)\\(\"([a-z-]+)\",\\s*\"?([^\")]+)\"?\\)");
    private static final Pattern VARIABLE =
            Pattern.compile("<!--([^>]*?)-->\\s*<variable name=\"(\\w+)\"(?: defaultValue=\"([^\"]*)\")?/>");

    /**
     * A key.
     *
     * @param section where it stands on the page
     * @param range both ends of which are allowed, or empty
     */
    public record Key(String section, String name, String byDefault, String range, String meaning) {}

    private final Path root;
    private final List<Key> keys = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    private ConfigurationPage(Path root) {
        this.root = root;
    }

    /** Reads the sources below a folder. */
    public static ConfigurationPage of(Path root) throws IOException {
        ConfigurationPage page = new ConfigurationPage(root);
        page.readVariables(Files.readString(root.resolve("server-config/liberty/server.xml")));
        Map<Path, String> sources = page.sources();
        sources.forEach(page::readDeclarations);
        sources.forEach(page::compare);
        return page;
    }

    /** @param arguments none are looked at */
    public static void main(String[] arguments) throws IOException {
        ConfigurationPage page = of(Path.of(""));
        if (!page.faults().isEmpty()) {
            throw new IllegalStateException(String.join("\n", page.faults()));
        }
        Files.writeString(Path.of(PAGE), page.markdown());
    }

    /** Where the sources disagree with themselves; empty when all is well. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private Map<Path, String> sources() throws IOException {
        Map<Path, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> root.relativize(path).toString().contains("src/main/java"))
                    .toList()) {
                sources.put(root.relativize(file), Files.readString(file));
            }
        }
        return sources;
    }

    private void readVariables(String xml) {
        for (MatchResult found : VARIABLE.matcher(xml).results().toList()) {
            add(new Key("Open Liberty", found.group(2), shown(found.group(3)), "", oneLine(found.group(1))));
        }
        Matcher uses = Pattern.compile("\\$\\{(HELPDESKLY_\\w+)}").matcher(xml);
        while (uses.find()) {
            if (isUndeclared(uses.group(1))) {
                faults.add("server.xml uses " + uses.group(1) + " without a variable that has a comment");
            }
        }
    }

    private void readDeclarations(Path file, String source) {
        for (MatchResult comment : JAVADOC.matcher(source).results().toList()) {
            String text = oneLine(comment.group(1).replaceAll("(?m)^\\s*\\* ?", ""));
            for (MatchResult found : DECLARATION.matcher(text).results().toList()) {
                String[] values = found.group(2).split(", ");
                String range = Stream.of(values)
                        .skip(1)
                        .filter(v -> v.contains(".."))
                        .findFirst()
                        .orElse("");
                add(new Key(section(file), found.group(1), shown(values[0]), range, plain(found.group(3))));
            }
        }
    }

    private void add(Key key) {
        keys.add(key);
    }

    private void compare(Path file, String source) {
        USE.matcher(source)
                .results()
                .map(use -> use.group(1))
                .distinct()
                .filter(this::isUndeclared)
                .forEach(key -> faults.add(file + " reads " + key + " without declaring it in its Javadoc"));
        DEFAULT.matcher(source).results().forEach(found -> same(found.group(1), "default", found.group(2)));
        BOUNDS.matcher(source).results().forEach(found -> {
            String name = found.group(1).startsWith("helpdeskly.") ? found.group(1) : "helpdeskly." + found.group(1);
            same(name, "range", (found.group(2) + ".." + found.group(3)).replace("_", ""));
        });
        if (file.endsWith("BenchmarkSettings.java")) {
            BENCHMARK
                    .matcher(source)
                    .results()
                    .forEach(found -> same(
                            "helpdeskly.bench." + found.group(1),
                            "default",
                            found.group(2).replace("_", "")));
        }
    }

    private boolean isUndeclared(String key) {
        return keys.stream().noneMatch(known -> known.name().equals(key));
    }

    private void same(String name, String what, String inTheCode) {
        List<String> said = keys.stream()
                .filter(key -> key.name().equals(name))
                .map(key -> what.equals("range") ? key.range() : key.byDefault())
                .toList();
        String expected = what.equals("range") ? inTheCode : shown(inTheCode);
        if (!said.isEmpty() && !said.contains(expected)) {
            faults.add(
                    "the " + what + " of " + name + " is " + expected + " in the code and " + said + " in its Javadoc");
        }
    }

    /** The whole page. */
    public String markdown() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Made from the sources; write it anew with
                `java system-tests/src/test/java/com/helpdeskly/docs/ConfigurationPage.java`, a test compares it.

                The product's keys are read by MicroProfile Config, once, at the start: each can be given as an environment
                variable, upper case with `_` for `.` and `-` (`HELPDESKLY_CONNECTIONS_MAX`), or as a system property. Both
                ends of a range are allowed; a value that cannot work stops the start with a message that names the key.
                """);
        for (String section : new TreeSet<>(keys.stream().map(Key::section).toList())) {
            page.append("\n## ").append(section).append("\n\n");
            page.append(introduction(section));
            page.append("| key | default | range | meaning, and what happens at the limit |\n|---|---|---|---|\n");
            keys.stream().filter(key -> key.section().equals(section)).forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String introduction(String section) {
        return switch (section) {
            case "Open Liberty" -> "Variables of `server.xml`, given as environment variables.\n\n";
            case "Launcher" -> "System properties of `mvn -Prun`, for development.\n\n";
            case "Benchmarks" -> "System properties of `mvn -Pbench`.\n\n";
            default -> "";
        };
    }

    private static String row(Key key) {
        String unit = key.name().endsWith("-ms") ? " ms" : key.name().endsWith("-s") ? " s" : "";
        String range = key.range().isEmpty() ? "" : key.range().replace("..", " to ") + unit;
        return "| `" + key.name() + "` | "
                + (key.byDefault().equals("none") ? "none" : "`" + key.byDefault() + "`" + unit) + " | " + range + " | "
                + key.meaning().replace("|", "\\|") + " |\n";
    }

    private static String section(Path file) {
        String component = file.toString().replaceAll(".*com/helpdeskly/([a-z]+)/.*", "$1");
        return component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
    }

    private static String shown(String value) {
        return value == null || value.isEmpty()
                ? "none"
                : value.replace("{@code ", "").replace("}", "");
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|value) ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:[^}]*[.#])?(\\w+)}", "`$1`")
                .strip();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
