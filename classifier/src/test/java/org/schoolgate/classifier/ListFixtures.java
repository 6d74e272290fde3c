package org.schoolgate.classifier;

import static org.schoolgate.classifier.source.Fixtures.CATEGORIES;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.source.Fixtures;
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

  /** An archive of these files, with a link in it besides. */
  static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      TarArchiveEntry link = new TarArchiveEntry("blacklists/porn", TarConstants.LF_SYMLINK);
      link.setLinkName("adult");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = Fixtures.utf8(file.getValue());
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
