package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.schoolgate.classifier.source.Durable;

/** Takes the lists of one imported source out again. Not thread-safe. */
final class ImportedSource {

  private static final String REMOVED = ".removed-";

  private final Path root;
  private final String source;

  /** The source of that name under the root that imports go to. */
  ImportedSource(Path root, String source) {
    this.root = root;
    this.source = source;
  }

  /**
   * Renames it away, which is durable before anything is deleted: a crash leaves it whole or gone.
   *
   * @param all the imported lists of every source
   */
  void remove(List<ListSummary> all, Consumer<List<ListSummary>> before)
      throws IOException, ListRefusedException {
    List<String> imported =
        ListTree.folders(root).stream()
            .map(ListTree::name)
            .filter(name -> !name.equals(ListLibrary.OWN))
            .toList();
    if (!imported.contains(source)) {
      throw new ListRefusedException(
          "Nothing was imported as '"
              + source
              + "'; "
              + (imported.isEmpty()
                  ? "there are no imported lists."
                  : "imported are: " + String.join(", ", imported) + "."));
    }
    FolderSwap.recover(root, source);
    before.accept(all.stream().filter(list -> list.source().equals(source)).toList());
    Path removed = root.resolve(REMOVED + source);
    Durable.deleteTree(removed);
    Files.move(root.resolve(source), removed, StandardCopyOption.ATOMIC_MOVE);
    Durable.force(root);
    Durable.deleteTree(removed);
  }

  /** Deletes what a crash left of a source that was taken out. */
  static void finishRemovals(Path root) throws IOException {
    try (var children = Files.list(root)) {
      for (Path child : children.filter(c -> ListTree.name(c).startsWith(REMOVED)).toList()) {
        Durable.deleteTree(child);
      }
    }
  }
}
