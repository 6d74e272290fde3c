package org.schoolgate.classifier.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one has in use nobody else of this machine takes, in this process or another. */
class InUseTest {

  @TempDir private Path temporary;
  private Path lock;

  @BeforeEach
  void prepare() throws IOException {
    lock = Files.createFile(temporary.resolve("lock"));
  }

  @Test
  void itIsTakenOnceUntilItIsClosed() throws Exception {
    InUse first = InUse.take(lock).orElseThrow();

    assertEquals(Optional.empty(), InUse.take(lock));
    assertEquals(Optional.empty(), InUse.take(temporary.resolve(".").resolve("lock")));
    first.close();

    InUse.take(lock).orElseThrow().close();
  }

  @Test
  void whatWasClearedAwayIsNotTakenAndNotKept() throws Exception {
    Files.delete(lock);
    assertEquals(Optional.empty(), InUse.take(lock));

    Files.createFile(lock);
    InUse.take(lock).orElseThrow().close();
  }

  /** Looking whether it is in use would let go of it, if looking opened the file. */
  @Test
  void whoLooksHereLetsNoOtherProcessTakeIt() throws Exception {
    InUse first = InUse.take(lock).orElseThrow();
    assertEquals(Optional.empty(), InUse.take(lock));

    assertEquals("in use", otherProcess());
    first.close();

    assertEquals("taken", otherProcess());
  }

  private String otherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                lock.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      String line = said.readLine();
      assertEquals(0, other.waitFor());
      return String.valueOf(line);
    } finally {
      other.destroyForcibly();
    }
  }

  /** Says whether it could take the file, and ends. */
  static final class OtherProcess {

    private OtherProcess() {}

    /** Tries the file that is its argument. */
    public static void main(String[] arguments) throws IOException {
      Optional<InUse> taken = InUse.take(Path.of(arguments[0]));
      System.out.println(taken.isPresent() ? "taken" : "in use");
      if (taken.isPresent()) {
        taken.get().close();
      }
    }
  }
}
