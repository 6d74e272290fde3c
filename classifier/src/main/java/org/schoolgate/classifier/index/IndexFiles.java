package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What files of the index have in common. */
final class IndexFiles {

  private IndexFiles() {}

  /** Where a file is written before it takes its place. */
  static Path fresh(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".new");
  }

  static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
