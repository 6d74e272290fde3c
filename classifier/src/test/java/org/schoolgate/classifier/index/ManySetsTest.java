package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes several lists can make a set of lists of each name, and fill no memory by it. */
class ManySetsTest {

  @TempDir private Path folder;

  @Test
  void aSetOfEachNameIsCompiledAndFoundInALittleMemory() throws Exception {
    assertEquals("wrong: 0 of " + (ManySetsChild.NAMES - 1) + "\n", output("-Xmx16m"));
  }

  private String output(String memory) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                memory,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManySetsChild.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      child.destroyForcibly();
      child.waitFor();
    }
  }
}
