package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** What somebody who imports lists has a say in. Called on the thread that imports. */
@FunctionalInterface
public interface ImportWatch {

  /**
   * Told the report once all is read and found good, before any of it takes the place of what is
   * there; what it throws leaves everything as it was.
   */
  void before(ImportReport report);

  /**
   * Told before that where the lists stand that will be installed, whole and durable, and where
   * those are that they will replace: one folder a category in each, with a file a kind.
   *
   * @param replaced may not be there
   * @throws IOException if what it reads there cannot be read, or what it keeps cannot be written
   */
  default void staged(Path fresh, Path replaced) throws IOException {}

  /**
   * Why a site may not be listed in a category, in a few words without the site; empty if it may.
   * The line is then reported as rejected.
   */
  default Optional<String> refusal(Category category, Target site) {
    return Optional.empty();
  }

  /**
   * Why addresses may not be listed in a category, in a few words; empty if they may. The line is
   * then reported as rejected.
   */
  default Optional<String> refusal(Category category, Network network) {
    return Optional.empty();
  }

  /**
   * Whether a list may be replaced by one of less than half its entries: most that shrink so were
   * not got whole.
   */
  default boolean mayShrink() {
    return false;
  }

  /**
   * Whether phrases are taken that excuse a page with others on it: what they stand by may be shown
   * because of them. Asked for each; those that are not taken are left out.
   */
  default boolean takesExcuses() {
    return true;
  }

  /** What people call a single file that is imported. */
  default String title(Path file) {
    return ListTree.name(file);
  }
}
