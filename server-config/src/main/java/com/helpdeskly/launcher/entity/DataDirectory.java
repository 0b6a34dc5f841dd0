package com.helpdeskly.launcher.entity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds all a stack keeps: databases, logs, process ids and the secrets made for it. One stack uses it
 * at a time; only its owner can read it.
 *
 * @param root the folder, absolute
 */
public record DataDirectory(Path root) {
    /** Makes the path absolute, so that it identifies our processes by their command line. */
    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Creates the folder when missing. */
    public void create() {
        try {
            Files.createDirectories(root.getParent());
            if (Files.notExists(root)) {
                Files.createDirectory(root, ownerOnly("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + root, e);
        }
    }

    /**
     * @return a lock on the folder, given up when closed or when this JVM dies in whatever way
     * @throws LaunchException when another launcher has it
     */
    public FileLock lock() {
        var file = root.resolve("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
        throw inUse(null);
    }

    /**
     * @param name a path below the folder
     * @return the whole path
     */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /**
     * Replaces a file in one step, readable by its owner only.
     *
     * @param file where
     * @param text what it shall hold
     */
    public void writePrivately(Path file, String text) {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly("rw-------"));
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private LaunchException inUse(Throwable cause) {
        return new LaunchException("Helpdeskly already runs with the data folder " + root + ".", cause);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
