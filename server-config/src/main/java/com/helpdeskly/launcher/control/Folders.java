package com.helpdeskly.launcher.control;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** What the launcher does with files and folders beyond the platform's own calls. */
final class Folders {
    private Folders() {}

    /** Deletes a folder and all in it; none is fine. */
    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    /**
     * Copies a file unless the target has the same bytes already.
     *
     * @return whether it was copied
     */
    static boolean copyIfChanged(Path source, Path target) {
        try {
            if (Files.exists(target) && Files.mismatch(source, target) < 0) {
                return false;
            }
            Files.createDirectories(target.getParent());
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + source + " to " + target, e);
        }
    }

    /** @return the system's empty input, for children that must not read our terminal */
    static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
