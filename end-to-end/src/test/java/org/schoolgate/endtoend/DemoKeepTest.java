package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code demo --keep} leaves a gateway that can be browsed through, until it is stopped. */
final class DemoKeepTest {

  private static final Pattern PROXY = Pattern.compile("proxy 127\\.0\\.0\\.1, port ([0-9]+)");
  private static final Pattern CURL = Pattern.compile("--cacert (\\S+ https://\\S+/volcanoes)");

  @Test
  void canBeTriedByHandUntilItIsStopped() throws Exception {
    try (School school = School.open()) {
      Process demo = school.program("demo", "--keep").redirectErrorStream(true).start();
      try (BufferedReader lines = demo.inputReader(StandardCharsets.UTF_8)) {
        int proxy = Integer.parseInt(next(lines, PROXY));
        String[] example = next(lines, CURL).split(" ", 2);
        Curl.Answer answer = new Curl(proxy, Path.of(example[0]), School.YEAR_5).get(example[1]);
        assertEquals(200, answer.status(), answer.head());
        assertTrue(answer.body().contains("Volcanoes"), answer.body());
        demo.destroy();
        assertTrue(demo.waitFor(30, TimeUnit.SECONDS), "it does not end");
        assertEquals(143, demo.exitValue());
      } finally {
        demo.destroyForcibly();
      }
    }
  }

  /** What the first of the next lines that has it says. */
  private static String next(BufferedReader lines, Pattern wanted) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = wanted.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("the demo ended without a line that has " + wanted);
  }
}
