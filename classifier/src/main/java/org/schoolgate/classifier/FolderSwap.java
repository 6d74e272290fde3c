package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.Durable;

/**
 * How a folder of lists takes the place of those that a source has, by two renames, and how that is
 * ended where a crash came between. The caller sees to it that nobody else does so meanwhile.
 */
final class FolderSwap {

  private static final String OLD = ".old-";

  private FolderSwap() {}

  /** What is behind it, when a crash comes. */
  enum Step {
    OLD_AWAY,
    NEW_IN_PLACE,
    OLD_DELETED
  }

  /** Is told each step. */
  @FunctionalInterface
  interface Watch {
    void passed(Step step);
  }

  /** Deletes what nobody reads any more. */
  @FunctionalInterface
  interface Tidying {
    void run() throws IOException;
  }

  /**
   * Puts a whole and durable folder of the same root in the place of a source.
   *
   * @throws IOException if that cannot be done; then the source has what it had
   */
  static void swap(Path root, String source, Path fresh) throws IOException {
    swap(root, source, fresh, step -> {});
  }

  /** The same, with somebody who is told where it is. */
  static void swap(Path root, String source, Path fresh, Watch watch) throws IOException {
    Path current = root.resolve(source);
    Path old = root.resolve(OLD + source);
    if (Files.exists(current)) {
      Durable.deleteTree(old); // of an earlier swap, which could not
      Files.move(current, old, StandardCopyOption.ATOMIC_MOVE);
      watch.passed(Step.OLD_AWAY);
    }
    try {
      Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      putBack(old, current, failed);
      throw failed;
    }
    watch.passed(Step.NEW_IN_PLACE);
    Durable.force(root);
    tidy(() -> Durable.deleteTree(old));
    watch.passed(Step.OLD_DELETED);
  }

  /** Else the next edit would put lists in force of which this source has none. */
  private static void putBack(Path old, Path current, IOException failed) {
    try {
      if (Files.exists(old)) {
        Files.move(old, current, StandardCopyOption.ATOMIC_MOVE);
        Durable.force(Durable.parentOf(current));
      }
    } catch (IOException leftToTheNextStart) {
      failed.addSuppressed(leftToTheNextStart);
    }
  }

  /** Whether something of a swap that a crash ended is left of a source. */
  static boolean isLeft(Path root, String source) {
    return Files.isDirectory(root.resolve(OLD + source));
  }

  /** Whether it is the source itself, without its name between the two renames. */
  private static boolean isLeftBetween(Path root, String source) {
    return isLeft(root, source) && !Files.exists(root.resolve(source));
  }

  /** Ends a swap that a crash ended: the source has its name, and nothing else is left of it. */
  static void recover(Path root, String source) throws IOException {
    Path old = root.resolve(OLD + source);
    if (isLeftBetween(root, source)) {
      Files.move(old, root.resolve(source), StandardCopyOption.ATOMIC_MOVE);
      // What is built on it from now on must not be there without it.
      Durable.force(root);
    } else {
      Durable.deleteTree(old);
    }
  }

  /** The same of every source that needs it. */
  static void recoverAll(Path root) throws IOException {
    List<String> sources;
    try (Stream<Path> children = Files.list(root)) {
      sources =
          children
              .map(ListTree::name)
              .filter(name -> name.startsWith(OLD))
              .map(name -> name.substring(OLD.length()))
              .toList();
    }
    for (String source : sources) {
      if (isLeftBetween(root, source)) {
        recover(root, source);
      } else {
        tidy(() -> recover(root, source));
      }
    }
  }

  /** What cannot be deleted is in nobody's way, and gone with the next import or start. */
  static void tidy(Tidying tidying) {
    try {
      tidying.run();
    } catch (IOException leftToTheNext) {
      // Nothing that is in force depends on it.
    }
  }
}
