package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.console.people.Passwords;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.PeopleFile;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;

/**
 * A school in temporary folders, with the configuration that ships and some accounts, whose command
 * line is run as a shell would run it. Its clock stands still until a test moves it.
 */
final class PeopleTestSchool {

  static final String HEAD = "a.head";
  static final String DSL = "d.lead";
  static final String TEACHER = "t.marsh";
  static final String TECHNICIAN = "k.tech";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final SchoolClock clock = new SchoolClock();

  private PeopleTestSchool(Path folder) {
    this.folder = folder;
  }

  /** A clock that a test moves. */
  static final class SchoolClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-17T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Europe/London");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** What a command line came to. */
  record Result(int status, String out, String err) {

    Result expect(int expected) {
      assertEquals(expected, status, () -> "out: " + out + "\nerr: " + err);
      return this;
    }

    Result says(String... fragments) {
      for (String fragment : fragments) {
        assertTrue(out.contains(fragment), () -> "no '" + fragment + "' in: " + out + err);
      }
      return this;
    }

    Result complains(String... fragments) {
      for (String fragment : fragments) {
        assertTrue(err.contains(fragment), () -> "no '" + fragment + "' in: " + err + out);
      }
      return this;
    }

    Result doesNotSay(String... fragments) {
      for (String fragment : fragments) {
        assertTrue(
            !out.contains(fragment) && !err.contains(fragment),
            () -> "'" + fragment + "' in: " + out + err);
      }
      return this;
    }
  }

  /** A school as it ships: nobody has an account. */
  static PeopleTestSchool empty(Path folder) throws IOException {
    Path shipped = Path.of("..", "etc");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = folder.resolve("etc").resolve(shipped.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return new PeopleTestSchool(folder);
  }

  /** A school with a headteacher, a safeguarding lead, a teacher and a technician. */
  static PeopleTestSchool staffed(Path folder) throws IOException {
    PeopleTestSchool school = empty(folder);
    Passwords passwords = new Passwords(Passwords.COST_MIN, RANDOM);
    People people =
        People.of(
            List.of(
                person(HEAD, Role.HEADTEACHER, "headteacher", passwords),
                person(DSL, Role.DSL, "senior-leaders", passwords),
                person(TEACHER, Role.TEACHER, "teachers", passwords),
                person(TECHNICIAN, Role.TECHNICIAN, "technicians", passwords)));
    try (PeopleFile.Draft draft = new PeopleFile(folder.resolve("etc/people.yaml")).draft(people)) {
      draft.takePlace();
    }
    return school;
  }

  /**
   * The same school without the phrases that ship, for tests of nothing but lists: each command
   * puts all of them together anew, which is nearly all of its time.
   */
  PeopleTestSchool withoutPhrases() throws IOException {
    try (Stream<Path> phrases = Files.list(folder.resolve("etc/phrases"))) {
      for (Path file : phrases.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    return this;
  }

  private static Person person(String account, Role role, String group, Passwords passwords) {
    return new Person(
        account,
        account,
        Set.of(role),
        List.of(group),
        passwords.hash(password(account).toCharArray()),
        null);
  }

  static String password(String account) {
    return "the password of " + account;
  }

  Path data() {
    return folder.resolve("var");
  }

  /** A file to be named on a command line. */
  Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** Puts something else into a file of the configuration. */
  PeopleTestSchool with(String file, String there, String instead) throws IOException {
    Path changed = folder.resolve("etc").resolve(file);
    String text = Files.readString(changed);
    assertTrue(text.contains(there), () -> file + " no longer holds: " + there);
    Files.writeString(changed, text.replace(there, instead));
    return this;
  }

  /** Takes a folder of the configuration away. */
  PeopleTestSchool without(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("etc").resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    return this;
  }

  /** Two gateways on one machine cannot both have the ports that ship. */
  void takeFreePorts() throws IOException {
    List<Integer> ports = FreePorts.take(3);
    with("schoolgate.yaml", "explicit-proxy: 3128", "explicit-proxy: " + ports.get(0));
    with("schoolgate.yaml", "metrics: 9090", "metrics: " + ports.get(1));
    with("schoolgate.yaml", "devices: 8080", "devices: " + ports.get(2));
  }

  void putForward(Duration by) {
    clock.now = clock.now.plus(by);
  }

  /** The rooms, for a test that puts something into them. */
  Office office() {
    return new Office(
        new Folders(folder.resolve("etc").toAbsolutePath(), data().toAbsolutePath(), true),
        clock,
        RANDOM);
  }

  /** Runs a command line; a word in single quotes may hold blanks. */
  Result run(String line) {
    return run(line, "");
  }

  /** The same by an account, which gives its password. */
  Result runBy(String account, String line) {
    return run(line + " --by " + account + " --password-stdin", password(account) + "\n");
  }

  Result run(String line, String input) {
    List<String> arguments = new ArrayList<>(words(line));
    if (!arguments.contains("--data")) {
      arguments.addAll(List.of("--data", data().toString()));
    }
    if (!arguments.contains("--config")) {
      arguments.addAll(List.of("--config", folder.resolve("etc").toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      int status =
          new Launch(stream(out), stream(err), clock, RANDOM).run(arguments.toArray(String[]::new));
      return new Result(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    String[] parts = line.split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 1) {
        words.add(parts[i]);
      } else {
        Stream.of(parts[i].split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
      }
    }
    return words;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
