package org.schoolgate.classifier;

import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.text.PhraseFileException;

/** What several tests of lists need: folders, and what is in force. */
final class ListFixtures {

  private ListFixtures() {}

  /** Folders below a temporary one: lists/ as shipped, data/ to write, phrases/. */
  static ListFolders folders(Path temporary) {
    return new ListFolders(
        List.of(temporary.resolve("lists")),
        temporary.resolve("data"),
        List.of(temporary.resolve("phrases")));
  }

  /** The list files alone, as without a gateway. */
  static ListLibrary library(Path temporary) {
    return new ListLibrary(folders(temporary), CATEGORIES, EntryKeys.of(OPAQUE_IDS));
  }

  /** An import of a squidGuard tree. */
  static ImportRequest tree(String source, Path tree, Map<String, String> mapping) {
    return new ImportRequest(source, tree, ListFormat.UT1, null, mapping, false);
  }

  static ListStore open(Path temporary) throws IOException, PhraseFileException {
    return ListStore.open(folders(temporary), CATEGORIES, OPAQUE_IDS, new SecureRandom());
  }
}
