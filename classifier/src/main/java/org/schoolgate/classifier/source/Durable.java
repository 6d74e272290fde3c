package org.schoolgate.classifier.source;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes files so that after a crash there is the old or the new one, whole. */
public final class Durable {

  private Durable() {}

  /** Replaces a file by these lines. */
  public static void write(Path file, List<String> lines) throws IOException {
    Path folder = parentOf(file);
    Path fresh = folder.resolve("." + file.getFileName() + ".new");
    try (FileChannel channel =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
      out.flush();
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  /** Makes a folder's entries durable. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Makes a folder hold what another one holds, down to its files, which both then share: files of
   * lists are replaced and never written to.
   *
   * @throws IOException if they are not in one file system
   */
  public static void linkTree(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.sorted().toList()) {
        Path copy = to.resolve(String.valueOf(child.getFileName()));
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          linkTree(child, copy);
        } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
          Files.createLink(copy, child);
        }
      }
    }
    force(to);
  }

  /** Deletes a folder with all in it; none is fine too. */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException stillThere) {
                  throw new UncheckedIOException(stillThere);
                }
              });
    } catch (UncheckedIOException stillThere) {
      throw stillThere.getCause();
    }
  }

  /**
   * The folder that a file stands in.
   *
   * @throws IllegalArgumentException if it is the root of the file system
   */
  public static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a file stands in a folder: " + file);
    }
    return parent;
  }
}
