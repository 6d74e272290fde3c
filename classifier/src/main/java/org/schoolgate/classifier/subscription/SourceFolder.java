package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.FileCipher;

/**
 * Where one source keeps what is not in force: {@code <lists>/.subscriptions/<source>/}, for the
 * owner alone, with {@code state}, {@code incoming} (what is being fetched), {@code staged} (what
 * waits for a person), {@code previous} (the lists before those in force) and {@code outgoing} (the
 * same while they are being replaced). Not thread-safe.
 *
 * <p>A change of the lists takes four steps, and after a crash between any two of them there is the
 * one version or the other, whole, and {@link #recover} finishes the bookkeeping: the lists in
 * force are linked into {@code outgoing}; the state says what is about to happen; the library
 * changes the lists by a rename; {@code outgoing} becomes {@code previous} and the state says that
 * it is done.
 */
final class SourceFolder {

  private static final String PREVIOUS = "previous";

  private final Path folder;
  private final String source;
  private final ListLibrary library;
  private final FileCipher cipher;

  /** That of a source whose files are kept so while they wait to be read. */
  SourceFolder(ListLibrary library, String source, FileCipher cipher) throws IOException {
    this.library = library;
    this.cipher = cipher;
    this.source = source;
    this.folder = root(library).resolve(source);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** The folder of all of them. */
  static Path root(ListLibrary library) {
    return library.writable().resolve(".subscriptions");
  }

  /** The names of all sources that were ever updated, subscribed to still or not. */
  static List<String> all(ListLibrary library) throws IOException {
    Path all = root(library);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> sources = Files.list(all)) {
      return sources
          .filter(Files::isDirectory)
          .map(source -> String.valueOf(source.getFileName()))
          .sorted()
          .toList();
    }
  }

  /** The version before of every source that has one. */
  static List<Path> allPrevious(ListLibrary library) throws IOException {
    return all(library).stream()
        .map(source -> root(library).resolve(source).resolve(PREVIOUS))
        .filter(Files::isDirectory)
        .toList();
  }

  /** How what is fetched is kept until it is read. */
  FileCipher cipher() {
    return cipher;
  }

  Path lock() {
    return folder.resolve("lock");
  }

  Path incoming() {
    return folder.resolve("incoming");
  }

  Path expanded() {
    return folder.resolve("expanded");
  }

  Path checksums() {
    return folder.resolve("checksums");
  }

  Path staged() {
    return folder.resolve("staged");
  }

  Path previous() {
    return folder.resolve(PREVIOUS);
  }

  private Path outgoing() {
    return folder.resolve("outgoing");
  }

  boolean hasPrevious() throws IOException {
    if (!Files.isDirectory(previous())) {
      return false;
    }
    // Before the first list there was nothing, and nothing is no version to go back to.
    try (Stream<Path> lists = Files.list(previous())) {
      return lists.findAny().isPresent();
    }
  }

  /** Reads the state of a source that may have no folder yet. */
  static SourceState read(ListLibrary library, String source) throws IOException {
    Path file = root(library).resolve(source).resolve("state");
    return Files.isRegularFile(file)
        ? SourceState.of(
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList())
        : new SourceState();
  }

  /** Reads the state, once what a crash left is settled. */
  SourceState recover(Instant now) throws IOException {
    discardFetched();
    SourceState state = read(library, source);
    if (state.pending() != null) {
      // Lists are kept before the state says that they are replaced, so where they are gone they
      // have become the previous ones already.
      boolean isKept = !Files.isDirectory(outgoing());
      if (isKept || !isInForce(outgoing())) {
        if (!isKept) {
          keepOutgoing();
        }
        state.done(now);
      } else {
        state.abandoned();
      }
      write(state);
    }
    Durable.deleteTree(outgoing());
    return state;
  }

  void write(SourceState state) throws IOException {
    Durable.write(folder.resolve("state"), state.lines());
  }

  /** Keeps the lists that are about to be replaced, and what is about to replace them. */
  void begin(SourceState state, String digest, boolean rollBack) throws IOException {
    Durable.deleteTree(outgoing());
    Path inForce = library.folderOf(source);
    Files.createDirectories(outgoing());
    if (Files.isDirectory(inForce)) {
      Durable.linkTree(inForce, outgoing());
    }
    Durable.force(folder);
    state.pending(digest, rollBack);
    write(state);
  }

  /** Nothing was replaced. */
  void abandon(SourceState state) throws IOException {
    state.abandoned();
    write(state);
    Durable.deleteTree(outgoing());
  }

  /** All was replaced. */
  void finish(SourceState state, Instant now) throws IOException {
    keepOutgoing();
    state.done(now);
    write(state);
  }

  private void keepOutgoing() throws IOException {
    Durable.deleteTree(previous());
    Files.move(outgoing(), previous(), StandardCopyOption.ATOMIC_MOVE);
    Durable.force(folder);
  }

  /** Deletes what was being fetched. */
  void discardFetched() throws IOException {
    discard(incoming(), expanded(), checksums());
  }

  /** Deletes what was fetched. */
  void discard(Path... files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Whether the lists in force are the very files of that folder, which links to what they were.
   */
  private boolean isInForce(Path version) throws IOException {
    Path inForce = library.folderOf(source);
    List<Path> then = files(version);
    List<Path> now = files(inForce);
    if (!then.equals(now)) {
      return false;
    }
    for (Path file : then) {
      if (!Files.isSameFile(version.resolve(file), inForce.resolve(file))) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }
}
