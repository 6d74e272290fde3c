package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.LoadReport;

/**
 * Tells that the lists or phrases which came with Schoolgate are gone: a folder that is not there
 * is an empty one, and a gateway without them would let nearly everything pass and look well.
 */
final class FilterFiles {

  private static final int LIST_FILE_DEPTH = 3;

  private FilterFiles() {}

  /** A sentence for each that is missing, with what to do. */
  static List<String> missing(Office office) throws IOException {
    ListFolders folders = office.folders().lists();
    LoadReport loaded = office.lists().current().report();
    List<String> missing = new ArrayList<>();
    for (Path root : folders.shipped()) {
      if (!hasList(root)) {
        missing.add(
            "there is no list of sites in "
                + root
                + "; copy lists/ from the etc/ that came with Schoolgate");
      }
    }
    if (loaded.phrases() == 0) {
      missing.add(
          "there is no phrase in "
              + folders.phrases().get(0)
              + ", so nothing that is written or typed would be noticed; copy phrases/ from the etc/"
              + " that came with Schoolgate");
    }
    return missing;
  }

  /**
   * Refuses to go on without them.
   *
   * @throws CommandFailure saying what to do
   */
  static void require(Office office) throws IOException {
    List<String> missing = missing(office);
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE, "the configuration is refused:\n" + String.join("\n", missing));
    }
  }

  private static boolean hasList(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(root, LIST_FILE_DEPTH)) {
      return files.anyMatch(file -> root.relativize(file).getNameCount() == LIST_FILE_DEPTH);
    }
  }
}
