package org.schoolgate.classifier;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.Durable;

/**
 * A folder that is filled beside the lists in force, and may then take the place of one. While it
 * is in use a file beside it is locked, which a crash lets go of: the lock cannot stand in the
 * folder, since that becomes a list. Not thread-safe.
 */
final class FreshFolder implements Closeable {

  private static final String PREFIX = ".import-";
  private static final String LOCK = ".lock";

  private final Path lock;
  private final FileChannel inUse;
  private final Path path;

  private FreshFolder(Path lock, FileChannel inUse) throws IOException {
    this.lock = lock;
    this.inUse = inUse;
    this.path = Files.createDirectory(folderOf(lock));
  }

  /** A new one below a root. */
  static FreshFolder in(Path root) throws IOException {
    while (true) {
      Path lock = Files.createTempFile(root, PREFIX, LOCK);
      FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
      try {
        FileLock unused = channel.lock(); // held until the channel is closed
        if (Files.exists(lock)) {
          return new FreshFolder(lock, channel);
        }
      } catch (OverlappingFileLockException takenForLeft) {
        // As where another process does: whoever clears away was faster than the lock.
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
      channel.close();
    }
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
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        Durable.deleteTree(folderOf(lock));
        Files.deleteIfExists(lock);
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // It is in use.
    } catch (NoSuchFileException ended) {
      // Whoever had it in use has just cleared it away.
    }
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
