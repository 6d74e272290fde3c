package org.schoolgate.classifier.format;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.classifier.source.InUse;

/**
 * The files of a list: one file, or a tree of them as a folder or {@code .tar.gz}. Nothing outside
 * of it is ever read, whatever its files name. Not thread-safe.
 */
public final class ListInput implements Closeable {

  /** The most bytes of an archive whose files must be at hand in any order. */
  static final long UNPACKED_BYTES_MAX = 512L << 20;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String UNPACKED = ".unpacked-";
  private static final String LOCK = "in-use";

  /** So often whoever clears away may be faster than the lock. */
  private static final int ATTEMPTS = 20;

  private final Path path;
  private final String title;
  private final Path root;
  private final FileCipher cipher;
  private final FileCipher unpackedAs;
  private Map<String, Path> unpacked = Map.of();
  private boolean isUnpacked;
  private long unpackedBytes;
  private Path spool = Path.of("");
  private @Nullable InUse inUse;

  /**
   * The list at a path.
   *
   * @param title what people call it, if it is one file
   * @param spool a folder where an archive may be unpacked, which nobody else reads
   */
  public ListInput(Path path, String title, Path spool) {
    this(path, title, spool, FileCipher.NONE, FileCipher.NONE);
  }

  /**
   * The same of a file that is kept otherwise.
   *
   * @param cipher how it is kept, if it is a file
   * @param unpackedAs how what is unpacked of it is kept
   */
  public ListInput(Path path, String title, Path spool, FileCipher cipher, FileCipher unpackedAs) {
    this.root = spool;
    this.cipher = cipher;
    this.unpackedAs = unpackedAs;
    this.path = path;
    this.title = title;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** Whether it is a folder or an archive of one. */
  boolean isTree() throws IOException {
    return Files.isDirectory(path) || ListArchive.isGzip(path, cipher);
  }

  /** Reads every file of a tree once. */
  void forEach(ListArchive.Reader reader) throws IOException {
    ListArchive.read(path, cipher, reader);
  }

  /** Opens the one file that it is, from the beginning, as often as it is needed. */
  InputStream open() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(title);
    }
    return new BufferedInputStream(cipher.open(path));
  }

  /**
   * Makes the files of a tree ready to be opened in any order: an archive is unpacked under names
   * of our own.
   *
   * @return their names within the tree, in order
   */
  List<String> unpack() throws IOException {
    if (!isUnpacked) {
      Map<String, Path> files = new LinkedHashMap<>();
      if (Files.isDirectory(path)) {
        for (Path file : ListArchive.files(path)) {
          put(files, ListArchive.nameOf(path, file), file);
        }
      } else {
        inUse = spoolInUse();
        ListArchive.read(path, cipher, (name, in) -> put(files, name, spooled(in, files.size())));
      }
      unpacked = files;
      isUnpacked = true;
    }
    return unpacked.keySet().stream().sorted().toList();
  }

  /** A folder of its own below the spool, which nobody clears away while this reads it. */
  private InUse spoolInUse() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      spool = Files.createTempDirectory(root, UNPACKED);
      Optional<InUse> taken = InUse.take(Files.createFile(spool.resolve(LOCK)));
      if (taken.isPresent()) {
        return taken.get();
      }
    }
    throw new IOException(
        root + ": its folders cannot be locked; is that file system a network's?");
  }

  /** Of two files of one name, which one is meant is anybody's guess. */
  private static void put(Map<String, Path> files, String name, Path file)
      throws DamagedListException {
    if (files.put(name, file) != null) {
      throw new DamagedListException("two of its files have the same name");
    }
  }

  private Path spooled(InputStream in, int number) throws IOException {
    Path file = spool.resolve(Integer.toString(number));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = unpackedAs.create(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        unpackedBytes += read;
        if (unpackedBytes > UNPACKED_BYTES_MAX) {
          throw new DamagedListException(
              "it expands to more than " + (UNPACKED_BYTES_MAX >> 20) + " MiB");
        }
        out.write(buffer, 0, read);
      }
    }
    return file;
  }

  /** Whether an unpacked tree has a file of that name. */
  boolean has(String name) {
    return unpacked.containsKey(name);
  }

  /** Opens a file of an unpacked tree. */
  InputStream open(String name) throws IOException {
    Path file = unpacked.get(name);
    if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(name);
    }
    boolean isSpooled = inUse != null;
    return new BufferedInputStream(isSpooled ? unpackedAs.open(file) : Files.newInputStream(file));
  }

  /** Deletes what was unpacked. */
  @Override
  public void close() throws IOException {
    try (InUse held = inUse) {
      if (held != null) {
        Durable.deleteTree(spool);
        inUse = null;
      }
    }
  }

  /**
   * Deletes what a crash left of archives that were unpacked in a folder; what another import has
   * in use stays.
   */
  public static void deleteLeftovers(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> unpacked;
    try (Stream<Path> children = Files.list(root)) {
      unpacked =
          children
              .filter(child -> String.valueOf(child.getFileName()).startsWith(UNPACKED))
              .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
              .toList();
    }
    for (Path each : unpacked) {
      deleteIfLeft(each);
    }
  }

  /** Before there is a lock, a folder is just being made, or very old and has files. */
  private static void deleteIfLeft(Path unpacked) throws IOException {
    Path lock = unpacked.resolve(LOCK);
    if (Files.exists(lock)) {
      InUse.ifUnused(lock, () -> Durable.deleteTree(unpacked));
    } else if (hasFiles(unpacked)) {
      Durable.deleteTree(unpacked);
    }
  }

  private static boolean hasFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }
}
