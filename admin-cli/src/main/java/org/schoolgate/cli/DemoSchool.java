package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.console.people.Passwords;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.PeopleFile;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;
import org.schoolgate.gateway.tls.AuthorityFiles;
import org.schoolgate.gateway.tls.CertificateAuthority;

/**
 * A throw-away school: the policy, lists and phrases of the configuration folder, three client
 * addresses with somebody behind each, and two accounts with passwords made for the occasion.
 *
 * @param folders its configuration and data
 * @param proxyPort where its gateway listens
 * @param teacherPassword of the account that asks for an override
 * @param headPassword of the account that approves it
 */
record DemoSchool(Folders folders, int proxyPort, String teacherPassword, String headPassword) {

  static final String YEAR_5 = "127.0.0.1";
  static final String TEACHER = "127.0.0.2";
  static final String YEAR_1 = "127.0.0.3";
  static final String TEACHER_ACCOUNT = "t.marsh";
  static final String HEAD_ACCOUNT = "h.okafor";

  private static final String SETTINGS =
      """
      school: {name: Demo Primary School, urn: demo, time-zone: Europe/London}
      listeners: {bind: 127.0.0.1, explicit-proxy: %d, devices: %d, metrics: %d}
      networks: [127.0.0.0/8]
      identity:
        default-group: nursery
        addresses:
          - {network: 127.0.0.1, name: year-5-class, groups: [year-5], confidence: shared}
          - {network: 127.0.0.2, name: t.marsh, groups: [teachers], confidence: individual}
          - {network: 127.0.0.3, name: year-1-class, groups: [year-1], confidence: shared}
      upstream:
        trusted-certificates: [internet.pem]
        private-addresses:
          - {clients: 127.0.0.0/8, networks: [127.0.0.0/8]}
      """;

  /**
   * Makes the school's folders below a new temporary one.
   *
   * @param internet the authority of the demo's sites, which the school trusts
   */
  static DemoSchool found(Path shippedConfig, CertificateAuthority internet, SecureRandom random)
      throws IOException {
    Path home = Files.createTempDirectory(DemoLeftovers.PREFIX);
    Path config = home.resolve("etc");
    for (String part : List.of("policy", "lists", "phrases")) {
      copy(shippedConfig.resolve(part), config.resolve(part));
    }
    Files.writeString(config.resolve("internet.pem"), AuthorityFiles.pem(internet.certificate()));
    List<Integer> ports = FreePorts.take(3);
    int proxyPort = ports.get(0);
    Files.writeString(
        config.resolve("schoolgate.yaml"),
        SETTINGS.formatted(proxyPort, ports.get(1), ports.get(2)));
    String teacherPassword = password(random);
    String headPassword = password(random);
    Passwords passwords = new Passwords(Passwords.COST_MIN, random);
    People people =
        People.of(
            List.of(
                person(TEACHER_ACCOUNT, Role.TEACHER, "teachers", passwords, teacherPassword),
                person(HEAD_ACCOUNT, Role.HEADTEACHER, "headteacher", passwords, headPassword)));
    try (PeopleFile.Draft draft = new PeopleFile(config.resolve("people.yaml")).draft(people)) {
      draft.takePlace();
    }
    return new DemoSchool(
        new Folders(config, home.resolve("var"), true), proxyPort, teacherPassword, headPassword);
  }

  private static Person person(
      String account, Role role, String group, Passwords passwords, String password) {
    return new Person(
        account,
        account,
        Set.of(role),
        List.of(group),
        passwords.hash(password.toCharArray()),
        null);
  }

  private static String password(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      password.append((char) ('a' + random.nextInt(26)));
    }
    return password.toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
