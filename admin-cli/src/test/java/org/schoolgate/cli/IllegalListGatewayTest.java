package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.LedgerEvent;

/** A list of illegal content that is sent to a running gateway; all names are reserved. */
final class IllegalListGatewayTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a file", "a folder"})
  void isTakenAndLeavesNothingReadable(String shape) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    String names =
        IntStream.range(0, 200)
            .mapToObj(i -> "sent" + i + ".example\n")
            .collect(Collectors.joining());
    boolean isFile = shape.equals("a file");
    Path list = school.file(isFile ? "list.txt" : "tree/theirs/domains", names);
    Path sent = isFile ? list : folder.resolve("tree");
    String how = isFile ? " --category iwf-urls" : " --map theirs=iwf-urls";
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (Office office = school.office()) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, nowhere);
      try {
        school
            .runBy(
                PeopleTestSchool.HEAD,
                "lists import " + sent + " --source iwf" + how + " --reason 'the real one'")
            .expect(ExitStatus.DONE)
            .says("in force now");
        school.run("explain http://sent7.example/ --group year-5").says("illegal");
        assertEquals(List.of(), readable(school.data()));
        try (Stream<Path> spooled = Files.list(school.data().resolve("spool"))) {
          assertEquals(List.of(), spooled.toList());
        }
      } finally {
        gateway.stop(new LedgerEvent.Stopped("test", null, null));
      }
    }
  }

  private static List<Path> readable(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(Files::isRegularFile).filter(IllegalListGatewayTest::tells).toList();
    }
  }

  /** Names of an explained request aside: of the list alone these were never asked for. */
  private static boolean tells(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains("sent123");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
