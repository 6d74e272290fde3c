package org.schoolgate.classifier;

import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Predicate;
import org.schoolgate.classifier.index.IndexFolder;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.LayerName;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.Problems;

/** An index of lines that a test writes into list files. */
final class IndexFixtures {

  private final Path root;

  IndexFixtures(Path root) {
    this.root = root;
  }

  /** Adds a line to a file of a list. */
  IndexFixtures add(String source, String category, ListKind kind, String line) throws IOException {
    Path file = root.resolve(source).resolve(category).resolve(kind.id());
    Files.createDirectories(Durable.parentOf(file));
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  SiteIndex index() throws IOException {
    IndexFolder folder = IndexFolder.open(root.resolve(".index"), new SecureRandom());
    return new SiteIndex(
        List.of(
            layer(folder, LayerName.OTHERS, source -> !source.equals(ListLibrary.OWN)),
            layer(folder, LayerName.OWN, source -> source.equals(ListLibrary.OWN))));
  }

  private IndexLayer layer(IndexFolder folder, LayerName name, Predicate<String> of)
      throws IOException {
    return new ListCompiler(CATEGORIES)
        .layer(folder, name, ListTree.files(List.of(root), of, CATEGORIES, new Problems(9)), null);
  }
}
