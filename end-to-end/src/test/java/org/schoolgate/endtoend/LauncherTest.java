package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The launcher, as a shell starts it. */
final class LauncherTest {

  /** Java would take the first file that it opens for a standard input that is closed. */
  @Test
  void aClosedStandardInputIsNoPassword() throws Exception {
    try (School school = School.open()) {
      ProcessBuilder program =
          school.program("audit", "tail", "--by", "a.head", "--password-stdin");
      List<String> line = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\" <&-"));
      line.addAll(program.command());
      Path said = Files.createTempFile("schoolgate", ".txt");
      Process process =
          program.command(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();

      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not end");

      String text = Files.readString(said);
      Files.delete(said);
      assertEquals(2, process.exitValue(), text);
      assertTrue(text.contains("nothing was given for 'Password of a.head'"), text);
    }
  }
}
