package org.schoolgate.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system, run to its end. */
final class Tool {

  private static final int SECONDS_MAX = 30;

  private Tool() {}

  static List<String> line(List<String> start, String... rest) {
    List<String> line = new ArrayList<>(start);
    line.addAll(List.of(rest));
    return line;
  }

  /** Everything that it says, to an input. */
  static String run(String input, List<String> line) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    try {
      Process process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException gone) {
        // It may have ended without reading all of it; what it said tells why.
      }
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(line.get(0) + " does not end; it said " + Files.readString(said));
      }
      return Files.readString(said, StandardCharsets.ISO_8859_1);
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
