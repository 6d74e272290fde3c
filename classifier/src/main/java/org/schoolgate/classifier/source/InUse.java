package org.schoolgate.classifier.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says by a locked file that a folder is in use, to this process and to all others of the machine;
 * a crash lets go of it.
 *
 * <p>Locks of POSIX belong to the process, and closing <em>any</em> descriptor of the file drops
 * them (POSIX.1-2017, {@code fcntl}): who only opened the file to look would let go of what another
 * thread holds. So what is locked here is known here, and is not opened a second time. Thread-safe.
 */
public final class InUse implements Closeable {

  private static final Set<Path> IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private InUse(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a file that is there, without waiting.
   *
   * @return what holds it until it is closed; nothing if somebody else has it in use, or has
   *     cleared it away
   * @throws IOException if it cannot be locked, such as by who may not write to it
   */
  public static Optional<InUse> take(Path lock) throws IOException {
    Path file = Durable.parentOf(lock).toRealPath().resolve(lock.getFileName());
    if (!IN_THIS_PROCESS.add(file)) {
      return Optional.empty();
    }
    Optional<InUse> taken = Optional.empty();
    try {
      taken = locked(file);
    } finally {
      if (taken.isEmpty()) {
        IN_THIS_PROCESS.remove(file);
      }
    }
    return taken;
  }

  /** What is done while nobody else has something in use. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Does something if nobody has a file in use, while nobody takes it.
   *
   * @throws IOException if the file cannot be locked, or what is done fails
   */
  public static void ifUnused(Path lock, Work work) throws IOException {
    Optional<InUse> taken = take(lock);
    if (taken.isPresent()) {
      try {
        work.run();
      } finally {
        taken.get().close();
      }
    }
  }

  private static Optional<InUse> locked(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException clearedAway) {
      return Optional.empty();
    }
    boolean held = false;
    try {
      FileLock lock = channel.tryLock();
      // Whoever cleared it away may have done so between the two steps above.
      held = lock != null && Files.exists(file);
    } catch (OverlappingFileLockException lockedByOtherMeans) {
      // As where another process has it.
    } finally {
      if (!held) {
        channel.close();
      }
    }
    return held ? Optional.of(new InUse(file, channel)) : Optional.empty();
  }

  /** Lets go of it; the file stays. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      IN_THIS_PROCESS.remove(file);
    }
  }
}
