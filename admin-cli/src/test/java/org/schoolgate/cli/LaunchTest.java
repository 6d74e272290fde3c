package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.gateway.control.ControlHandler;
import org.schoolgate.gateway.control.ControlRequest;
import org.schoolgate.gateway.control.SentFile;
import org.schoolgate.gateway.http.FixedNames;
import org.schoolgate.gateway.tls.CertificateAuthority;

/** What the control socket makes a running gateway do, and what it cannot. */
class LaunchTest {

  private static final CertificateAuthority INTERNET =
      CertificateAuthority.create("internet", Instant.EPOCH, new SecureRandom());

  @TempDir Path temp;

  private record Said(int status, String text) {}

  /** Carries a command line out inside a gateway, as if it had come over the socket. */
  private static Said inside(DemoSchool school, List<String> words, Map<String, SentFile> files)
      throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (Office office = new Office(school.folders(), Clock.systemUTC(), new SecureRandom())) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, FixedNames.loopback(), out);
      int status =
          Launch.runInside(
              new ControlRequest(words, files, null, List.of(), "somebody"),
              office,
              gateway,
              out,
              out);
      gateway.stop(new LedgerEvent.Stopped("test", null, null));
      return new Said(status, printed.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void statusSaysInWhoseNameHttpsIsRead() throws IOException {
    DemoSchool school = DemoSchool.found(Path.of("../etc"), INTERNET, new SecureRandom());
    Said said = inside(school, List.of("status"), Map.of());
    assertEquals(ExitStatus.DONE, said.status(), said::text);
    assertTrue(
        said.text().matches("(?s).*https       read in the name of ([0-9A-F]{2}:){31}.*"),
        said::text);
    assertFalse(said.text().contains("the content of HTTPS is not read"), said::text);
  }

  /** The proxy listens and beats, and then the port of the metrics is taken. */
  @Test
  void aStartThatFailsIsNoInterruption() throws IOException {
    DemoSchool school = DemoSchool.found(Path.of("../etc"), INTERNET, new SecureRandom());
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path settings = school.folders().config().resolve("schoolgate.yaml");
      Files.writeString(
          settings,
          Files.readString(settings)
              .replaceFirst("metrics: *[0-9]+", "metrics: " + taken.getLocalPort()));
      try (Office office = new Office(school.folders(), Clock.systemUTC(), new SecureRandom())) {
        assertThrows(
            IOException.class,
            () -> GatewayProcess.start(office, 0, FixedNames.loopback(), nowhere));
      }
    }
    try (Office office = new Office(school.folders(), Clock.systemUTC(), new SecureRandom())) {
      office.prepare();
      assertEquals(Optional.empty(), office.audit().heartbeat().lastSign());
    }
  }

  @Test
  void aFileThatDidNotComeWithTheCommandIsNotRead() throws IOException {
    DemoSchool school = DemoSchool.found(Path.of("../etc"), INTERNET, new SecureRandom());
    Path secret = Files.writeString(temp.resolve("secret"), "a secret of the service");
    List<String> words = List.of("explain", "rocks.example", "--page", secret.toString());
    Said refused = inside(school, words, Map.of());
    assertEquals(ExitStatus.USAGE, refused.status(), refused::text);
    assertTrue(refused.text().contains("did not come with the command"), refused::text);
    Said read = inside(school, words, Map.of(secret.toString(), SentFile.inPlace(secret)));
    assertEquals(ExitStatus.DONE, read.status(), read::text);
  }

  @Test
  void aWordThatBeginsWithAnAtSignIsNoFile() throws IOException {
    DemoSchool school = DemoSchool.found(Path.of("../etc"), INTERNET, new SecureRandom());
    Path secret = Files.writeString(temp.resolve("secret"), "a secret of the service");
    Said said = inside(school, List.of("explain", "a.example", "@" + secret), Map.of());
    assertEquals(ExitStatus.USAGE, said.status(), said::text);
    assertFalse(said.text().contains("of the service"), said::text);
  }

  @Test
  void aCommandOfAnotherConfigurationIsLeftToItsCaller() throws IOException {
    DemoSchool school = DemoSchool.found(Path.of("../etc"), INTERNET, new SecureRandom());
    try (Office office = new Office(school.folders(), Clock.systemUTC(), new SecureRandom())) {
      PrintStream nowhere =
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
      GatewayProcess gateway = GatewayProcess.start(office, 0, FixedNames.loopback(), nowhere);
      int status =
          Launch.runInside(
              new ControlRequest(
                  List.of("status"), Map.of(), temp.resolve("other"), List.of(), "somebody"),
              office,
              gateway,
              nowhere,
              nowhere);
      gateway.stop(new LedgerEvent.Stopped("test", null, null));
      assertEquals(ControlHandler.NOT_MINE, status);
    }
  }
}
