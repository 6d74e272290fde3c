package org.schoolgate.classifier;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.InUse;

/**
 * A folder that is filled beside the lists in force, and may then take the place of one. While it
 * is in use a file beside it is locked, which a crash lets go of: the lock cannot stand in the
 * folder, since that becomes a list. Not thread-safe.
 */
final class FreshFolder implements Closeable {

  private static final String PREFIX = ".import-";
  private static final String LOCK = ".lock";

  /** So often whoever clears away may be faster than the lock. */
  private static final int ATTEMPTS = 20;

  private final Path lock;
  private final InUse inUse;
  private final Path path;

  private FreshFolder(Path lock, InUse inUse) throws IOException {
    this.lock = lock;
    this.inUse = inUse;
    // As the lists are: what a school opens and closes is for nobody else on the machine.
    this.path =
        Files.createDirectory(
            folderOf(lock),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** A new one below a root. */
  static FreshFolder in(Path root) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Path lock = Files.createTempFile(root, PREFIX, LOCK);
      Optional<InUse> taken = InUse.take(lock);
      if (taken.isPresent()) {
        return new FreshFolder(lock, taken.get());
      }
    }
    throw new IOException(
        root + ": its folders cannot be locked; is that file system a network's?");
  }

  /** Where it stands until it is moved. */
  Path path() {
    return path;
  }

  /** Deletes the folder, unless it was moved. */
  @Override
  public void close() throws IOException {
    try (inUse) {
      Durable.deleteTree(path);
      Files.deleteIfExists(lock);
    }
  }

  /**
   * Deletes what a crash, or an earlier version that had no locks, left of such folders; what
   * another import has in use stays.
   */
  static void deleteLeftovers(Path root) throws IOException {
    for (Path lock : children(root)) {
      if (ListTree.name(lock).endsWith(LOCK)) {
        deleteIfLeft(lock);
      }
    }
    for (Path folder : children(root)) {
      boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
      if (isFolder && !Files.exists(lockOf(folder))) {
        Durable.deleteTree(folder);
      }
    }
  }

  private static void deleteIfLeft(Path lock) throws IOException {
    InUse.ifUnused(
        lock,
        () -> {
          Durable.deleteTree(folderOf(lock));
          Files.deleteIfExists(lock);
        });
  }

  private static List<Path> children(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      return children.filter(child -> ListTree.name(child).startsWith(PREFIX)).toList();
    }
  }

  private static Path folderOf(Path lock) {
    String name = ListTree.name(lock);
    return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(ListTree.name(folder) + LOCK);
  }
}
