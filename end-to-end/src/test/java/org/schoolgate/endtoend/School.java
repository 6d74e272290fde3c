package org.schoolgate.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.PeopleFile;

/**
 * A school's folders for one test class: the configuration in {@code etc/} with its own network,
 * and an empty data folder. Commands run on them by the launcher, on the program that this build
 * made.
 *
 * <p>Clients are told apart by the loopback address that they come from: {@link #YEAR_5} and so on.
 */
final class School implements AutoCloseable {

  /** Loopback addresses and who comes from them. */
  static final String YEAR_5 = "127.0.0.1";

  static final String TEACHER = "127.0.2.1";
  static final String NURSERY = "127.0.3.1";
  static final String CAMERA = "127.0.4.1";
  static final String YEAR_1 = "127.0.6.1";

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path PROGRAM = HOME.resolve("admin-cli/target");
  private static final int COMMAND_SECONDS_MAX = 60;

  private static final String SETTINGS =
      """
      school:
        name: Example Primary School
        urn: "000000"
        time-zone: Europe/London
        ask-children: your teacher
        ask-adults: the school office
      listeners:
        bind: 127.0.0.1
        explicit-proxy: 3128
        metrics: 9090
      networks:
        - 127.0.0.0/8
      identity:
        default-group: nursery
        addresses:
          - {network: 127.0.0.0/8, name: this-machine, groups: [year-5], confidence: device}
          - {network: 127.0.2.0/24, name: t.teacher, groups: [teachers], confidence: individual}
          - {network: 127.0.3.0/24, name: tablets, groups: [nursery], confidence: shared}
          - {network: 127.0.4.0/24, name: camera, groups: [infrastructure], confidence: device}
          - {network: 127.0.6.0/24, name: year-1-class, groups: [year-1], confidence: shared}
      upstream:
        %s
        private-addresses:
          - clients: 127.0.0.0/8
            networks: [127.0.0.0/8]
        connect-millis: %d
        first-byte-millis: 1500
        idle-millis: 10000
      inspection:
        enabled: true
        hold-back-bytes-max: 65536
      limits:
        connections-max: 4000
        connections-per-client-max: 500
        header-bytes-max: 32768
        head-millis: 15000
        event-loops: 2
      """;

  private final Path folder;

  private School(Path folder) {
    this.folder = folder;
  }

  static School open() throws IOException {
    return open(1500);
  }

  /**
   * @param connectMillis how long the gateway waits for a web site to accept a connection
   */
  static School open(int connectMillis) throws IOException {
    return open(connectMillis, "name-servers: []");
  }

  /**
   * @param connectMillis how long the gateway waits for a web site to accept a connection
   * @param upstream further settings of how web sites are reached, as a line of YAML
   */
  static School open(int connectMillis, String upstream) throws IOException {
    if (!Files.exists(PROGRAM.resolve("schoolgate.jar"))) {
      throw new IOException("build the program first: mvn -pl admin-cli -am package");
    }
    School school = new School(Files.createTempDirectory("schoolgate-test"));
    try (var files = Files.walk(HOME.resolve("etc"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = school.config().resolve(HOME.resolve("etc").relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Files.createDirectories(school.data());
    Files.writeString(
        school.config().resolve("schoolgate.yaml"), SETTINGS.formatted(upstream, connectMillis));
    return school;
  }

  Path config() {
    return folder.resolve("etc");
  }

  Path data() {
    return folder.resolve("var");
  }

  /** Puts an entry on a list, as a file in the folder of the school's own lists. */
  void list(String category, String... domains) throws IOException {
    Path file = config().resolve("lists/school/" + category + "/domains");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, String.join("\n", domains) + "\n");
  }

  /** Lets in the accounts of one school at Google and Microsoft. */
  void settleAccounts() throws IOException {
    Path groups = config().resolve("policy/groups.yaml");
    Files.writeString(
        groups,
        Files.readString(groups)
            .replace("google: []", "google: [hillside.example]")
            .replace(
                "microsoft: []",
                "microsoft: [hillside.example]\n"
                    + "  microsoft-directory: 01234567-89ab-cdef-0123-456789abcdef"));
  }

  /** Has everybody sign in, except the clients at the camera's address. */
  void requireSignIn(People people) throws IOException {
    Path settings = config().resolve("schoolgate.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace(
                "identity:\n",
                """
                identity:
                  proxy-authentication: required
                  proxy-authentication-exempt: [127.0.4.0/24]
                """));
    try (PeopleFile.Draft draft = new PeopleFile(config().resolve("people.yaml")).draft(people)) {
      draft.takePlace();
    }
  }

  /**
   * Serves a network whose devices know of no proxy.
   *
   * @param diversion how their connections come, as schoolgate.yaml says it
   */
  void serveDiverted(String diversion) throws IOException {
    Path settings = config().resolve("schoolgate.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("listeners:\n", "listeners:\n  transparent: " + diversion + "\n")
            .replace("networks:\n  -", "networks:\n  - 10.99.1.0/24\n  - fd99:1::/64\n  -")
            .replace(
                "  addresses:\n",
                """
                  addresses:
                    - {network: 10.99.1.0/24, name: year-5-class, groups: [year-5], confidence: shared}
                    - {network: 10.99.1.3, name: t.teacher, groups: [teachers], confidence: individual}
                    - {network: fd99:1::/64, name: year-5-tablets, groups: [year-5], confidence: shared}
                """)
            .replace(
                "  private-addresses:\n",
                """
                  private-addresses:
                    - {clients: 10.99.1.0/24, networks: [10.99.2.0/24]}
                    - {clients: "fd99:1::/64", networks: [10.99.2.0/24]}
                """));
  }

  /** Has HTTPS decided about by its names alone. */
  void leaveHttpsUnread() throws IOException {
    Path settings = config().resolve("schoolgate.yaml");
    Files.writeString(
        settings,
        Files.readString(settings).replace("inspection:\n", "inspection:\n  https: false\n"));
  }

  /** The different reasons of a log's records of one kind about a host, newest first. */
  List<String> reasons(String log, RecordKind kind, String host) throws IOException {
    return ledger(log).search(LedgerQuery.ALL.ofKinds(kind).withHost(host), 100).stream()
        .map(School::reason)
        .distinct()
        .toList();
  }

  /** One of its logs. */
  LedgerReader ledger(String log) throws IOException {
    try {
      return LedgerReader.open(data().resolve("audit"), log);
    } catch (AuditOpenFailure failure) {
      throw new IOException(failure);
    }
  }

  /** The sentence that a record gives as its reason. */
  static String reason(LedgerRecord record) {
    JsonNode payload = record.payload();
    return payload == null ? "unreadable" : payload.path("reason").path("text").asText();
  }

  /** The gateway, started and ready. */
  RunningGateway run() throws IOException {
    return RunningGateway.start(this);
  }

  /**
   * What a command came to.
   *
   * @param status of the exit
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int status, String out, String err) {}

  /** Runs one command on these folders to its end. */
  Outcome command(String... arguments) throws IOException, InterruptedException {
    return answering("", arguments);
  }

  /** Runs one command to its end, with something typed on its standard input. */
  Outcome answering(String typed, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        program(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(typed.getBytes(StandardCharsets.UTF_8));
    }
    if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", arguments) + " did not end");
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A command line of the launcher on these folders, for the program that this build made. */
  ProcessBuilder program(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(HOME.resolve("schoolgate").toString());
    line.addAll(List.of(arguments));
    line.addAll(List.of("--config", config().toString(), "--data", data().toString()));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("SCHOOLGATE_APP", PROGRAM.toString());
    return builder;
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
