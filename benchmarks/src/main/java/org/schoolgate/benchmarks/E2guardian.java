package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** e2guardian as Debian ships it, without its log; with its phrases, or without any. */
final class E2guardian {

  /** Where Debian keeps what it starts from. */
  private static final Path SHIPPED = Path.of("/etc/e2guardian");

  /** Whether it reads pages. */
  enum Phrases {
    OFF,
    ON
  }

  private E2guardian() {}

  /** Started; it asks sites itself, without a proxy behind it. */
  static Peer start(String program, Path scratch, Phrases phrases) throws Exception {
    String whether = phrases.name().toLowerCase(Locale.ROOT);
    String name = "e2guardian, phrases " + whether;
    // It reads phrase lists in lower case, and so the paths that they include.
    Path folder = scratch.resolve("e2guardian-" + whether);
    Tools.copy(SHIPPED, folder);
    open(scratch, folder);
    int port = Child.freePort();
    configure(folder, port, phrases);
    Child child =
        Child.start(
            name,
            scratch,
            Map.of(),
            List.of(program, "-N", "-c", folder.resolve("e2guardian.conf").toString()));
    child.awaitPort(port, Duration.ofSeconds(20));
    return new Peer(name, child, port);
  }

  /** Started by root it becomes an account of its own. */
  private static void open(Path scratch, Path folder) throws IOException {
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }

  private static void configure(Path folder, int port, Phrases phrases) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains(SHIPPED.toString())) {
          Files.writeString(
              file,
              text.replace(SHIPPED.toString(), folder.toString()),
              StandardCharsets.ISO_8859_1);
        }
      }
    }
    Path main = folder.resolve("e2guardian.conf");
    String settings =
        Files.readString(main)
            .replaceAll(
                "(?m)^(filterip|filterports|nodaemon|nologger|loglevel|transparenthttpsport|"
                    + "weightedphrasemode) *=.*$",
                "");
    Files.writeString(
        main,
        settings
            + """

            filterip = 127.0.0.1
            filterports = %d
            nodaemon = on
            nologger = on
            loglevel = 0
            loglocation = '%s/access.log'
            pidfilename = '%s/pid'
            weightedphrasemode = %d
            """
                .formatted(port, folder, folder, phrases == Phrases.ON ? 2 : 0));
    if (phrases == Phrases.OFF) {
      for (String list : List.of("bannedphraselist", "weightedphraselist", "exceptionphraselist")) {
        Files.writeString(folder.resolve("lists").resolve(list), "");
      }
    }
  }
}
