package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What files of the index have in common. */
final class IndexFiles {

  /** How a file ends that has not taken its place. */
  static final String FRESH = ".new";

  private IndexFiles() {}

  /** Where a file is written before it takes its place. */
  static Path fresh(Path file) {
    return file.resolveSibling("." + file.getFileName() + FRESH);
  }

  static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
