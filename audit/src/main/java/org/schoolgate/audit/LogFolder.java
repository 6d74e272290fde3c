package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the files of one log are. The current epoch is {@code <audit>/<log>}; those that were put
 * aside are {@code <audit>/<log>.epoch-<n>}.
 */
record LogFolder(Path path) {

  /** Level 7 would need 2^56 records. */
  static final int TREE_LEVELS = 7;

  private static final String SEGMENT_SUFFIX = ".seg";
  private static final int SEGMENT_DIGITS = 20;
  private static final String EPOCH_INFIX = ".epoch-";

  static LogFolder current(Path auditFolder, String log) {
    return new LogFolder(auditFolder.resolve(log));
  }

  static LogFolder putAside(Path auditFolder, String log, int epoch) {
    return new LogFolder(auditFolder.resolve(log + EPOCH_INFIX + epoch));
  }

  /** The epochs of a log that were put aside, ascending. */
  static List<Integer> epochsPutAside(Path auditFolder, String log) throws IOException {
    List<Integer> epochs = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(auditFolder, log + EPOCH_INFIX + "*")) {
      for (Path entry : entries) {
        String number = entry.getFileName().toString().substring((log + EPOCH_INFIX).length());
        if (number.matches("[1-9][0-9]{0,5}")) {
          epochs.add(Integer.parseInt(number));
        }
      }
    }
    Collections.sort(epochs);
    return epochs;
  }

  Path description() {
    return path.resolve("log.json");
  }

  Path checkpoint() {
    return path.resolve("checkpoint");
  }

  Path checkpointArchive() {
    return path.resolve("checkpoints");
  }

  Path segments() {
    return path.resolve("segments");
  }

  Path segment(long firstIndex) {
    return segments().resolve(String.format(Locale.ROOT, "%020d", firstIndex) + SEGMENT_SUFFIX);
  }

  Path treeFolder() {
    return path.resolve("tree");
  }

  Path tree(int level) {
    return treeFolder().resolve(Integer.toString(level));
  }

  Path putAsideNote() {
    return path.resolve("put-aside.txt");
  }

  /** In a log that was put aside: that the epoch after it began. */
  Path followedNote() {
    return path.resolve("followed-by.txt");
  }

  /** Why it was put aside; empty if it was not. */
  Optional<String> problem() throws IOException {
    return Files.exists(putAsideNote())
        ? Optional.of(Files.readString(putAsideNote()).strip())
        : Optional.empty();
  }

  /** The epoch that its description names; 1 if that cannot be read. */
  int epochSaid() throws IOException {
    if (!Files.exists(description())) {
      return 1;
    }
    try {
      return LogDescription.epochOf(LogDescription.of(Files.readAllBytes(description())).origin());
    } catch (LogDescription.BadDescription bad) {
      return 1;
    }
  }

  /** As a fault names it. */
  String name(Path file) {
    return path.relativize(file).toString();
  }

  /** Segments by their first index; files of other names are left out. */
  NavigableMap<Long, Path> listSegments() throws IOException {
    NavigableMap<Long, Path> found = new TreeMap<>();
    if (!Files.isDirectory(segments())) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(segments())) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (isSegmentName(name)) {
          found.put(Long.parseLong(name.substring(0, SEGMENT_DIGITS)), entry);
        }
      }
    }
    return found;
  }

  static boolean isSegmentName(String name) {
    return name.matches("0[0-9]{" + (SEGMENT_DIGITS - 1) + "}" + "\\" + SEGMENT_SUFFIX);
  }

  /** A crash may leave a file with another name behind, which was never a checkpoint. */
  static boolean isArchivedCheckpoint(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().endsWith(".new");
  }
}
