package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"-1", "56446", "99999"})
  void anOffsetThatLeadsOutOfThePortsIsRefused(String offset) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status =
        new Launch(out, out, Clock.systemUTC(), new SecureRandom())
            .run("run", "--port-offset", offset, "--config", "../etc", "--data", data.toString());
    String text = printed.toString(StandardCharsets.UTF_8);
    assertEquals(ExitStatus.USAGE, status, text);
    assertTrue(text.contains("--port-offset is 0 to 56445 here"), text);
  }
}
