package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Target;

/**
 * A version of a source's lists that is kept beside those in force, to go back to. What was good
 * when it was taken may not be so by now.
 */
public final class KeptVersion {

  private final List<ListTree.ListFile> files = new ArrayList<>();
  private final EntryKeys entryKeys;

  KeptVersion(Path version, CategoryTable categories, EntryKeys entryKeys) throws IOException {
    this.entryKeys = entryKeys;
    for (ListTree.ListFile file :
        ListTree.files(List.of(Durable.parentOf(version)), categories, new Problems(0))) {
      if (file.source().equals(ListTree.name(version))) {
        files.add(file);
      }
    }
  }

  /**
   * Why it may not be put back, if it may not; no entry is in it.
   *
   * @param categories in which it has entries that those in force do not have
   * @param refusal why a site may not be listed in a category
   */
  public Optional<String> refusal(
      Set<String> categories, BiFunction<Category, Target, Optional<String>> refusal)
      throws IOException {
    for (ListTree.ListFile file : files) {
      if (file.isKeyed()) {
        if (KeyedFile.count(file.path(), entryKeys, file.part()) == 0) {
          return Optional.of("nothing of its list of illegal content would block any more");
        }
      } else if (!file.kind().excepts() && categories.contains(file.category().id())) {
        Optional<String> wrong = refusal(file, refusal);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(
      ListTree.ListFile file, BiFunction<Category, Target, Optional<String>> refusal)
      throws IOException {
    try (InputStream in = Files.newInputStream(file.path())) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        SiteEntry entry = ListCompiler.parseOrNull(file.kind(), lines);
        if (entry != null) {
          Optional<String> wrong = refusal.apply(file.category(), entry.target());
          if (wrong.isPresent()) {
            return Optional.of(
                "line " + lines.number() + " of its " + file.category().id() + ": " + wrong.get());
          }
        }
      }
    }
    return Optional.empty();
  }
}
