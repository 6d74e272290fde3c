package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.LedgerVerifier;
import org.schoolgate.audit.Reference;
import org.schoolgate.audit.VerificationReport;
import org.schoolgate.gateway.control.ControlRequest;
import org.schoolgate.gateway.tls.CertificateAuthority;

/**
 * Plays the morning step by step, prints each decision with its reason, and counts what differs.
 */
final class Demo {

  private static final Pattern OVERRIDE_ID = Pattern.compile("ovr-[0-9a-z]{6}");

  private final DemoSchool school;
  private final DemoSite site;
  private final Office office;
  private final GatewayProcess gateway;
  private final DemoClock clock;
  private final PrintStream out;
  private final DemoBrowser browser;
  private int differing;

  /** The reference of what was typed last and kept. */
  private String typed = "none";

  Demo(
      DemoSchool school,
      DemoSite site,
      CertificateAuthority internet,
      Office office,
      GatewayProcess gateway,
      DemoClock clock,
      PrintStream out) {
    this.school = school;
    this.site = site;
    this.office = office;
    this.gateway = gateway;
    this.clock = clock;
    this.out = out;
    this.browser =
        new DemoBrowser(
            school.proxyPort(),
            gateway.authority().orElseThrow().certificate(),
            internet.certificate(),
            office.random());
  }

  /** Plays it, and says how to read on. */
  int play(Duration overrideFor) throws IOException {
    out.println("A school morning through a real gateway (" + gateway.listening() + ")");
    out.println();
    for (SchoolMorning.Step step : SchoolMorning.lessons(site.port(), site.securePort())) {
      play(step);
    }
    expect(site.messages() == 0, "the insult never reached the site");
    playOverride(overrideFor);
    out.println();
    openCapture();
    writeReport();
    verifyLedger();
    out.println();
    out.println(
        differing == 0
            ? "Every step did what it says. All of it is in " + home()
            : differing + " steps did NOT do what they say; look in " + home());
    sayHowToRead();
    return differing == 0 ? ExitStatus.DONE : ExitStatus.NO;
  }

  private Path home() {
    Path data = school.folders().data();
    Path parent = data.getParent();
    return parent == null ? data : parent;
  }

  private void play(SchoolMorning.Step step) throws IOException {
    DemoBrowser.Answer answer = step.browse(browser);
    String reason = reason(step, answer);
    boolean asExpected =
        answer.status() == step.status()
            && answer.unread() == step.unread()
            && reason.contains(step.because());
    out.printf(
        "%s %-36s %s%n%40s%s%n",
        asExpected ? "ok " : "NOT", step.who(), outcome(answer), "", reason);
    if (!asExpected) {
      differing++;
    }
    if (reason.endsWith("found in what was typed.")) {
      typed = answer.field("Schoolgate-Reference").orElse(typed);
    }
  }

  private static String outcome(DemoBrowser.Answer answer) {
    return answer
        .field("Schoolgate-Reference")
        .map(reference -> "blocked, reference " + reference)
        .orElse(
            answer.status() != 200
                ? "status " + answer.status()
                : answer.unread() ? "shown unread, with the site's own certificate" : "shown");
  }

  /** The reason on record, or what {@code explain} says where the ledger holds nothing. */
  private String reason(SchoolMorning.Step step, DemoBrowser.Answer answer) throws IOException {
    Optional<Reference> reference = answer.field("Schoolgate-Reference").flatMap(Reference::parse);
    if (reference.isPresent()) {
      return office
          .audit()
          .ledger()
          .get(reference.get())
          .map(Demo::reasonOf)
          .orElse("there is no such record");
    }
    String said = openCommand("explain", step.url(), "--from", step.client());
    return said.lines().findFirst().orElse("").replaceFirst("^[a-z]+: ", "");
  }

  private static String reasonOf(LedgerRecord record) {
    JsonNode payload = record.payload();
    return payload == null
        ? "the record cannot be read"
        : payload.path("reason").path("text").asText("no reason on record");
  }

  private void playOverride(Duration overrideFor) throws IOException {
    out.println();
    String asked =
        command(
            school.teacherPassword(),
            "override",
            "request",
            "www.youtube.com",
            "--group",
            "year-5",
            "--for",
            overrideFor.toMinutes() + "m",
            "--reason",
            "Film about the heart, science",
            "--by",
            DemoSchool.TEACHER_ACCOUNT);
    Matcher id = OVERRIDE_ID.matcher(asked);
    if (!id.find()) {
      expect(false, "a teacher asks for an override: " + asked);
      return;
    }
    expect(true, "a teacher asks to open YouTube for Year 5: " + id.group());
    String self =
        command(
            school.teacherPassword(),
            "override",
            "approve",
            id.group(),
            "--why",
            "the film fits the topic",
            "--by",
            DemoSchool.TEACHER_ACCOUNT);
    expect(self.contains("schoolgate: "), "the teacher cannot approve it: " + firstLine(self));
    String approved =
        command(
            school.headPassword(),
            "override",
            "approve",
            id.group(),
            "--why",
            "the film fits the topic",
            "--by",
            DemoSchool.HEAD_ACCOUNT);
    expect(
        !approved.contains("schoolgate: "), "the headteacher approves it: " + firstLine(approved));
    play(SchoolMorning.overridden(site.securePort()));
    clock.putForward(overrideFor.plusMinutes(1));
    play(SchoolMorning.expired(site.securePort()));
  }

  /** What was typed is kept for few, and that they opened it is on record. */
  private void openCapture() {
    String shown =
        command(
            school.headPassword(),
            "audit",
            "show",
            typed,
            "--why",
            "to see what is kept",
            "--by",
            DemoSchool.HEAD_ACCOUNT);
    expect(
        shown.contains("kill yourself"),
        "the headteacher opens what was typed, which is on record: " + typed);
  }

  private void sayHowToRead() {
    Path data = school.folders().data();
    out.println(
        "To read it yourself, as the demo's headteacher, password " + school.headPassword());
    out.println(
        "  ./schoolgate audit show "
            + typed
            + " --by "
            + DemoSchool.HEAD_ACCOUNT
            + " --why \"to see it\" --config "
            + school.folders().config()
            + " --data "
            + data);
  }

  private void writeReport() throws IOException {
    Path file = home().resolve("governors.html");
    String html = openCommand("report", "governors");
    Files.writeString(file, html);
    expect(html.contains("<html") && html.contains("</html>"), "the governors' report: " + file);
  }

  private void verifyLedger() throws IOException {
    VerificationReport report =
        LedgerVerifier.verify(
            school.folders().audit(), LedgerVerifier.readKey(office.audit().verifierKey()));
    for (VerificationReport.LogReport log : report.logs()) {
      expect(log.faultCount() == 0, log.origin() + " verifies: " + log.records() + " records");
    }
  }

  private void expect(boolean holds, String what) {
    out.println((holds ? "ok  " : "NOT ") + what);
    if (!holds) {
      differing++;
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private String openCommand(String... arguments) {
    return command(null, arguments);
  }

  /** Carries a command line out as the control socket would, and gives what it printed. */
  private String command(@Nullable String password, String... arguments) {
    List<char[]> secrets = password == null ? List.of() : List.of(password.toCharArray());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    List<String> line = new ArrayList<>(List.of(arguments));
    String user = LocalUser.name();
    int status =
        Launch.runInside(
            new ControlRequest(line, Map.of(), null, secrets, user),
            office,
            gateway,
            stream,
            stream);
    stream.flush();
    String text = printed.toString(StandardCharsets.UTF_8);
    return status == ExitStatus.DONE || text.contains("schoolgate: ")
        ? text
        : "schoolgate: exit status " + status + " " + text;
  }

  void sayHowToTry() {
    out.println();
    out.println("The gateway goes on until Ctrl-C. To try it by hand:");
    out.println("  browser   HTTP and HTTPS proxy 127.0.0.1, port " + school.proxyPort());
    out.println("            (you are the class of Year 5; its clock is the demo's)");
    out.println("            for HTTPS let it trust " + office.authorityFiles().certificateFile());
    out.println(
        "  curl -x http://127.0.0.1:"
            + school.proxyPort()
            + " --cacert "
            + office.authorityFiles().certificateFile()
            + " https://rocks.example:"
            + site.securePort()
            + "/volcanoes");
    out.println("  ./schoolgate audit tail --data " + school.folders().data());
    out.flush();
  }
}
