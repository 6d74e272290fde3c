package org.schoolgate.gateway.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.schoolgate.classifier.source.FileCipher;

/**
 * A file that a command names, as it can be read where the command is carried out.
 *
 * @param path where it is, or the gateway's copy of it
 * @param cipher how it is kept there
 */
public record SentFile(Path path, FileCipher cipher) {

  /** A file that stands as its owner left it. */
  public static SentFile inPlace(Path path) {
    return new SentFile(path, FileCipher.NONE);
  }

  /** How many bytes are read of it. */
  long bytes() throws IOException {
    return cipher.bytes(path);
  }

  /** Reads it from the beginning. The stream is to be closed. */
  public InputStream open() throws IOException {
    return cipher.open(path);
  }
}
