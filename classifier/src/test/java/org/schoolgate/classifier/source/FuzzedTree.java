package org.schoolgate.classifier.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Files that a fuzzer makes out of one array of bytes: a line {@code === name} begins each but the
 * first.
 */
public final class FuzzedTree {

  private static final String BEGINS = "=== ";
  private static final int FILES_MAX = 12;
  private static final int NAME_CHARS_MAX = 60;

  private final List<File> files = new ArrayList<>();

  /** One file: a name, which another one may have, too. */
  public static final class File {
    private final String name;
    private final byte[] content;

    public File(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }

    public String name() {
      return name;
    }

    public byte[] content() {
      return content.clone();
    }
  }

  /** The files in these bytes, of which the first has a name that is given. */
  public FuzzedTree(byte[] bytes, String firstName) {
    String name = firstName;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      end = Math.min(bytes.length, end + 1);
      String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
      if (line.startsWith(BEGINS) && files.size() < FILES_MAX - 1) {
        files.add(new File(name, content.toByteArray()));
        content.reset();
        name = line.substring(BEGINS.length(), Math.min(line.length(), NAME_CHARS_MAX)).strip();
      } else {
        content.write(bytes, at, end - at);
      }
      at = end;
    }
    files.add(new File(name, content.toByteArray()));
  }

  /** In the order of the bytes. */
  public List<File> files() {
    return List.copyOf(files);
  }

  /**
   * Writes them into a folder, as far as their names can stand there.
   *
   * @return those that were written
   */
  public List<File> write(Path folder) throws IOException {
    List<File> written = new ArrayList<>();
    Files.createDirectories(folder);
    for (File file : files) {
      String name = safe(file.name);
      boolean isThere =
          written.stream()
              .anyMatch(
                  other ->
                      other.name.equals(name)
                          || other.name.startsWith(name + "/")
                          || name.startsWith(other.name + "/"));
      if (!name.isEmpty() && !isThere) {
        Path path = folder.resolve(name);
        Files.createDirectories(path.resolveSibling(""));
        Files.write(path, file.content);
        written.add(new File(name, file.content));
      }
    }
    return written;
  }

  private static String safe(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.replaceAll("[^A-Za-z0-9._/-]", "_").split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return String.join("/", parts.subList(0, Math.min(3, parts.size())));
  }

  /** How many lines the files have together. */
  public static long lines(List<File> files) {
    return files.stream().mapToLong(file -> lines(file.content)).sum();
  }

  /** How many lines there are: each ends with a line end, but for the last. */
  public static long lines(byte[] content) {
    long ends = 0;
    for (byte each : content) {
      ends += each == '\n' ? 1 : 0;
    }
    return ends + (endsInLine(content) ? 1 : 0);
  }

  /** Whether the last line has no line end. */
  public static boolean endsInLine(byte[] content) {
    return content.length > 0 && content[content.length - 1] != '\n';
  }

  /** What follows the first bytes. */
  public static byte[] from(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
  }
}
