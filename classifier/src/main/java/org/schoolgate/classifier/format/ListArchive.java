package org.schoolgate.classifier.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.FileCipher;

/**
 * Reads the files of a list tree, from a folder or a {@code .tar.gz}. Names in an archive are only
 * ever looked at, never written to; links are passed over, because they name lists that are there
 * anyway.
 */
final class ListArchive {

  private static final int DEPTH_MAX = 6;
  private static final int FILES_MAX = 10_000;
  private static final long BYTES_MAX = 4L << 30;
  private static final int NAME_CHARS_MAX = 200;

  /** The most bytes of what an archive says of one of its files: names are held in memory. */
  private static final int HEADER_BYTES_MAX = 1 << 20;

  private static final int GZIP_MAGIC = 0x1F8B;

  private ListArchive() {}

  /** Takes one file of the tree. */
  @FunctionalInterface
  interface Reader {
    /** Takes a file by its name within the tree, such as {@code adult/domains}. */
    void read(String name, InputStream in) throws IOException;
  }

  /**
   * Reads every regular file.
   *
   * @param cipher how an archive is kept
   * @throws EOFException if an archive ends too early
   * @throws DamagedListException if it is no archive, or too large
   */
  static void read(Path tree, FileCipher cipher, Reader reader) throws IOException {
    if (Files.isDirectory(tree)) {
      readFolder(tree, reader);
    } else if (Files.isRegularFile(tree)) {
      readArchive(tree, cipher, reader);
    } else {
      throw new DamagedListException("there is nothing at " + tree);
    }
  }

  private static void readFolder(Path tree, Reader reader) throws IOException {
    for (Path file : files(tree)) {
      try (InputStream in = Files.newInputStream(file)) {
        reader.read(nameOf(tree, file), in);
      }
    }
  }

  /** The regular files of a folder, in order. */
  static List<Path> files(Path tree) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(tree, DEPTH_MAX)) {
      files =
          all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .limit(FILES_MAX + 1L)
              .sorted()
              .toList();
    }
    checkCount(files.size());
    return files;
  }

  /** What a file of a folder is called within it. */
  static String nameOf(Path tree, Path file) {
    return withoutTop(tree.relativize(file).toString());
  }

  /** Whether a file begins as compressed ones do. */
  static boolean isGzip(Path path, FileCipher cipher) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(cipher.open(path))) {
      return isGzip(in);
    }
  }

  private static void readArchive(Path archive, FileCipher cipher, Reader reader)
      throws IOException {
    try (ReadFile read = new ReadFile(cipher.open(archive));
        InputStream file = new BufferedInputStream(read);
        LimitedInputStream plain =
            new LimitedInputStream(isGzip(file) ? new GZIPInputStream(file) : file);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      int files = 0;
      TarArchiveEntry entry;
      while ((entry = next(tar, plain, read)) != null) {
        if (entry.isSparse()) {
          throw new DamagedListException("one of its files has holes, which no list has");
        }
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          checkCount(++files);
          reader.read(withoutTop(entry.getName()), tar);
        }
      }
      if (files == 0) {
        throw new DamagedListException("there is no file in it");
      }
      // The check sum of a gzip file is compared only when it is read to its end.
      plain.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | IllegalArgumentException broken) {
      throw new DamagedListException("it is damaged");
    } catch (EOFException | DamagedListException known) {
      throw known;
    } catch (IOException broken) {
      String message = String.valueOf(broken.getMessage());
      if (message.contains("runcated")
          || message.contains("orrupt")
          || message.contains("header")) {
        throw new DamagedListException("it is damaged");
      }
      throw broken;
    }
  }

  /** Goes to the next file, whose name and attributes alone come after the one before. */
  private static @Nullable TarArchiveEntry next(
      TarArchiveInputStream tar, LimitedInputStream plain, ReadFile file) throws IOException {
    if (tar.getCurrentEntry() != null) {
      tar.transferTo(OutputStream.nullOutputStream());
    }
    plain.beginHeader();
    try {
      return tar.getNextEntry();
    } catch (EOFException | DamagedListException | ZipException known) {
      throw known;
    } catch (IOException broken) {
      throw file.failed ? broken : new DamagedListException("it is damaged");
    } finally {
      plain.endHeader();
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC;
  }

  private static void checkCount(int files) throws DamagedListException {
    if (files > FILES_MAX) {
      throw new DamagedListException("there are more than " + FILES_MAX + " files in it");
    }
  }

  /** The name below the folder that such trees are wrapped in, fit to be shown. */
  private static String withoutTop(String name) {
    String clean = name.replace('\\', '/').replaceAll("\\p{Cntrl}", "?");
    while (clean.startsWith("./") || clean.startsWith("/")) {
      clean = clean.substring(clean.indexOf('/') + 1);
    }
    for (String top : List.of("blacklists/", "BL/", "dest/")) {
      if (clean.startsWith(top)) {
        clean = clean.substring(top.length());
      }
    }
    return clean.substring(Math.max(0, clean.length() - NAME_CHARS_MAX));
  }

  /** Knows whether it was the disk that failed. */
  private static final class ReadFile extends FilterInputStream {
    private boolean failed;

    ReadFile(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException unreadable) {
        failed = true;
        throw unreadable;
      }
    }
  }

  /** Ends an archive that expands beyond the limit, or says too much of one file. */
  private static final class LimitedInputStream extends FilterInputStream {
    private long left = BYTES_MAX;
    private long headerLeft = Long.MAX_VALUE;

    LimitedInputStream(InputStream in) {
      super(in);
    }

    void beginHeader() {
      headerLeft = HEADER_BYTES_MAX;
    }

    void endHeader() {
      headerLeft = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      count(skipped);
      return skipped;
    }

    private void count(long bytes) throws DamagedListException {
      left -= bytes;
      headerLeft -= bytes;
      if (left < 0) {
        throw new DamagedListException("it expands to more than " + (BYTES_MAX >> 30) + " GiB");
      }
      if (headerLeft < 0) {
        throw new DamagedListException(
            "what it says of one of its files is longer than " + (HEADER_BYTES_MAX >> 20) + " MiB");
      }
    }
  }
}
