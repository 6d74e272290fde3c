package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

final class ShippedListsTest {

  private static final CategoryTable CATEGORIES = CategoryTable.builtIn();

  /** Whoever corrects one of the two is told where the other one says something else. */
  @Test
  void theListsThatShipCloseNoneOfThem() throws Exception {
    ProtectedSites builtIn = ProtectedSites.builtIn();
    List<String> findings = new ArrayList<>();
    long entries = 0;
    Path shipped = Path.of("..", "etc", "lists");
    for (ListTree.ListFile file : ListTree.files(List.of(shipped), CATEGORIES, new Problems(0))) {
      try (InputStream in = Files.newInputStream(file.path())) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          SiteEntry entry = ListCompiler.parse(file.kind(), lines);
          if (entry != null) {
            entries++;
            Category category = file.category();
            builtIn
                .find(category, entry.target())
                .ifPresent(found -> findings.add(category + " " + entry.text() + ": " + found));
          }
        }
      }
    }

    assertEquals(List.of(), findings);
    assertTrue(entries > 4000, "entries: " + entries);
  }
}
