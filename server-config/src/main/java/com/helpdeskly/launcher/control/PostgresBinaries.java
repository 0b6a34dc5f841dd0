package com.helpdeskly.launcher.control;

import com.helpdeskly.launcher.entity.LaunchException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this machine, unpacked once from the archive on the class path. */
final class PostgresBinaries {
    private static final int OWNER_EXECUTES = 0100;
    private static final int BUFFER = 1 << 16;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * @param home where they are, or shall be unpacked
     * @return the programs, complete
     */
    static PostgresBinaries in(Path home) {
        if (Files.notExists(home)) {
            try {
                unpack(home);
            } catch (IOException e) {
                throw new LaunchException("Cannot unpack PostgreSQL into " + home + ": " + e.getMessage(), e);
            }
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var draft = Files.createTempDirectory(home.getParent(), home.getFileName() + ".new");
        try (var archive = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(archive), BUFFER, "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, draft);
            }
        }
        // Complete or not there: a launcher that dies half-way leaves a draft that nobody takes for the whole.
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("The archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & OWNER_EXECUTES) != 0
                && target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(
                    target,
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
        }
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name");
        var machine = System.getProperty("os.arch");
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (archive == null) {
            throw new IOException("no PostgreSQL for " + system + " on " + machine + " on the class path");
        }
        return archive;
    }
}
