package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is claimed of a log before its records are read: by its description, by its checkpoints, and
 * by what it is known to have been. Each checkpoint claims a root for the tree over so many
 * records, which those records must then meet.
 */
final class LogClaims {

  /** Stands where a fault names a file. */
  private static final String EXPECTED = "the log as it was known to be";

  /** Reads a checkpoint's note and checks its signature. */
  @FunctionalInterface
  interface NoteOpener {
    Checkpoint open(byte[] note, PublicKey key) throws SignedNote.BadNote;
  }

  private final LogFolder folder;
  private final List<Checkpoint> expected;
  private final NoteOpener notes;
  private final FaultList faults;
  private final List<String> warnings;
  private final Map<Long, Map<String, String>> rootsToMeet = new TreeMap<>();
  private String origin = "";
  private @Nullable Checkpoint checkpoint;

  /**
   * Nothing read yet.
   *
   * @param expected what the log is known to have been before; those of other logs are passed over
   * @param faults where what is wrong with the claims themselves is told
   */
  LogClaims(
      LogFolder folder,
      List<Checkpoint> expected,
      NoteOpener notes,
      FaultList faults,
      List<String> warnings) {
    this.folder = folder;
    this.expected = expected;
    this.notes = notes;
    this.faults = faults;
    this.warnings = warnings;
  }

  /**
   * Reads them all.
   *
   * @param trusted whose checkpoints to believe; null takes the key in the folder, with a warning
   */
  void read(@Nullable PublicKey trusted) throws IOException {
    readCheckpoints(readDescription(trusted));
    expectKnownRoots();
  }

  /** What the log says that it is called; empty if that cannot be read. */
  String origin() {
    return origin;
  }

  /** The last checkpoint; null if there is no good one. */
  @Nullable Checkpoint checkpoint() {
    return checkpoint;
  }

  /** How many records the last checkpoint covers. */
  long coveredSize() {
    return checkpoint == null ? 0 : checkpoint.size();
  }

  /** Without a good checkpoint every record must be whole. */
  boolean covered(long index) {
    return checkpoint == null || index < checkpoint.size();
  }

  /** The roots in base 64 that the tree over so many records must have, by who claims it. */
  Map<String, String> rootsAt(long size) {
    return rootsToMeet.getOrDefault(size, Map.of());
  }

  /** Tells what the log is known to have had that is behind its end now. */
  void tellWhatIsGone(long end) {
    for (Checkpoint known : expected) {
      if (known.origin().equals(origin) && known.size() > end) {
        faults.add(
            nameOf(known),
            "it had %d records then and has %d now: some were taken off, or this is an older copy"
                .formatted(known.size(), end));
      }
    }
  }

  private @Nullable PublicKey readDescription(@Nullable PublicKey trusted) throws IOException {
    String file = folder.name(folder.description());
    if (!Files.exists(folder.description())) {
      faults.add(file, "it is missing");
      return trusted;
    }
    try {
      LogDescription description = LogDescription.of(Files.readAllBytes(folder.description()));
      origin = description.origin();
      if (description.formatVersion() != LogDescription.FORMAT_VERSION) {
        faults.add(file, "its format version is " + description.formatVersion());
      }
      if (trusted != null) {
        if (!description.publicKey().equals(SignedNote.verifierKey(origin, trusted))) {
          faults.add(file, "its public key is not the given one");
        }
        return trusted;
      }
      warnings.add(
          "the key that checked the signatures is the one in this folder; whoever could change the"
              + " log could change that too, so give the key that was written down elsewhere");
      return SignedNote.readKey(description.publicKey());
    } catch (LogDescription.BadDescription | IllegalArgumentException bad) {
      faults.add(file, String.valueOf(bad.getMessage()));
      return trusted;
    }
  }

  private void readCheckpoints(@Nullable PublicKey key) throws IOException {
    if (key == null) {
      faults.add(folder.name(folder.checkpoint()), "there is no key to check it with");
      return;
    }
    // The archive first: a running log adds to it only what the last checkpoint already covers.
    Map<String, Long> archivedSizes = readArchive(key);
    checkpoint = readCheckpoint(folder.checkpoint(), key).orElse(null);
    Checkpoint last = checkpoint;
    if (last != null) {
      archivedSizes.forEach(
          (file, size) -> {
            if (size > last.size()) {
              faults.add(file, "it covers more records than the last checkpoint");
            }
          });
    }
  }

  private Map<String, Long> readArchive(PublicKey key) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    if (Files.isDirectory(folder.checkpointArchive())) {
      try (Stream<Path> files = Files.walk(folder.checkpointArchive(), 2)) {
        for (Path file : files.filter(LogFolder::isArchivedCheckpoint).sorted().toList()) {
          readCheckpoint(file, key).ifPresent(read -> sizes.put(folder.name(file), read.size()));
        }
      }
    }
    return sizes;
  }

  private Optional<Checkpoint> readCheckpoint(Path file, PublicKey key) throws IOException {
    String name = folder.name(file);
    if (!Files.exists(file)) {
      faults.add(name, "it is missing");
      return Optional.empty();
    }
    try {
      Checkpoint read = notes.open(Files.readAllBytes(file), key);
      if (!origin.isEmpty() && !read.origin().equals(origin)) {
        faults.add(name, "it is of another log: " + read.origin());
        return Optional.empty();
      }
      rootsToMeet
          .computeIfAbsent(read.size(), size -> new TreeMap<>())
          .put(name, read.rootBase64());
      return Optional.of(read);
    } catch (SignedNote.BadNote bad) {
      faults.add(name, String.valueOf(bad.getMessage()));
      return Optional.empty();
    }
  }

  private void expectKnownRoots() {
    for (Checkpoint known : expected) {
      if (known.origin().equals(origin)) {
        rootsToMeet
            .computeIfAbsent(known.size(), size -> new TreeMap<>())
            .put(nameOf(known), known.rootBase64());
      }
    }
  }

  private static String nameOf(Checkpoint known) {
    return EXPECTED + " (" + known.rootBase64() + ")";
  }
}
