package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.audit.Checkpoint;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.cli.config.ConfigWarnings;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.console.people.Power;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the gateway works, and what it does not cover. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Say how the running gateway is, and what it does not cover.",
      "Exit status 0: all is well; 1: something needs attention; 3: no gateway runs."
    })
final class StatusCommand implements DeskCommand {

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    GatewayProcess gateway = desk.gateway().orElseThrow(() -> unreachable(desk.office().folders()));
    Office office = desk.office();
    LoadReport lists = office.lists().current().report();
    List<String> gaps = gaps(lists, office.config().gateway().inspection());
    List<String> problems = new ArrayList<>(FilterFiles.missing(office));
    problems.addAll(ConfigWarnings.of(office.config()));
    LedgerName.problem(office).ifPresent(problems::add);
    problems.addAll(lists.problems());
    PeopleExposure.warning(office).ifPresent(problems::add);
    problems.addAll(damaged(office));
    boolean recording = office.audit().gate().available();
    Optional<String> recordingTrouble = gateway.recordingTrouble();
    recordingTrouble.ifPresent(problems::add);
    Optional<String> ending =
        gateway
            .authority()
            .flatMap(known -> CaShow.ending(known, office.certificateClock().instant()));
    ending.ifPresent(problems::add);
    problems.addAll(ListFreshness.alarms(gateway.subscriptions(), new AuditTimes(office)));
    ListRatification.alarm(office).ifPresent(problems::add);
    if (json) {
      desk.out().println(Json.line(toJson(gateway, office, problems, gaps, recording)));
    } else {
      print(desk, gateway, problems, gaps, recording);
    }
    return recording && problems.isEmpty() ? ExitStatus.DONE : ExitStatus.NO;
  }

  private static CommandFailure unreachable(Folders folders) {
    return AuditLock.isHeld(folders)
        ? AuditLock.starting(folders)
        : new CommandFailure(
            ExitStatus.UNREACHABLE,
            "no gateway runs on "
                + folders.data()
                + "; start it with `schoolgate run`, or name its folder with --data");
  }

  /** The logs that were put aside, until somebody has looked into it and moved them away. */
  static List<String> damaged(Office office) throws IOException {
    return office.audit().putAside().stream()
        .map(
            told ->
                "ALARM: "
                    + told
                    + " Tell the headteacher; once it is looked into, move that folder out of "
                    + office.folders().audit())
        .toList();
  }

  /** What a school might believe is covered and is not; said plainly wherever people look. */
  static List<String> gaps(LoadReport lists, GatewayConfig.Inspection inspection) {
    List<String> gaps = new ArrayList<>();
    gaps.addAll(MandatoryLists.gaps(lists));
    gaps.add("no record is ever deleted: both logs grow until retention comes, so watch the disk");
    if (!inspection.https()) {
      gaps.add("the content of HTTPS is not read: sites are decided about by name");
    }
    return gaps;
  }

  private static void print(
      Desk desk,
      GatewayProcess gateway,
      List<String> problems,
      List<String> gaps,
      boolean recording)
      throws IOException {
    var out = desk.out();
    LoadReport lists = desk.office().lists().current().report();
    String since = new AuditTimes(desk.office()).text(gateway.startedAt());
    out.println("gateway     running since " + since + ", version " + Version.text());
    out.println("listening   " + gateway.listening());
    GatewayConfig.School school = desk.office().config().gateway().school();
    out.println(
        "school      "
            + school.name()
            + ", "
            + school.urn()
            + (ConfigWarnings.isSample(school)
                ? " (the sample school's number: set school.urn in schoolgate.yaml)"
                : ""));
    out.println("policy      " + desk.office().config().policy().version());
    out.println("lists       " + lists.entries() + " entries, " + lists.phrases() + " phrases");
    for (String list : MandatoryLists.loaded(desk.office().lists(), desk.office().clock())) {
      out.println("            " + list);
    }
    for (String list :
        ListFreshness.lines(
            gateway.subscriptions(), desk.office(), desk.caller().may(Power.READ_LEDGER))) {
      out.println("subscribed  " + list);
    }
    ListRatification.line(desk.office()).ifPresent(told -> out.println("own lists   " + told));
    out.println(
        "https       "
            + gateway
                .authority()
                .map(
                    known ->
                        "read in the name of "
                            + known.fingerprint()
                            + ", until "
                            + known.validUntil())
                .orElse("not read"));
    out.println("ledger      " + (recording ? "recording" : "NOT RECORDING: see the problems"));
    out.println("disk        " + desk.office().audit().room().words() + " left for the logs");
    for (Checkpoint checkpoint : desk.office().audit().checkpoints()) {
      out.println("checkpoint  " + checkpoint.writtenDown());
    }
    problems.forEach(problem -> out.println("problem     " + problem));
    gaps.forEach(gap -> out.println("not covered " + gap));
  }

  private static ObjectNode toJson(
      GatewayProcess gateway,
      Office office,
      List<String> problems,
      List<String> gaps,
      boolean recording) {
    LoadReport lists = office.lists().current().report();
    ObjectNode status = Json.object();
    status.put("startedAt", gateway.startedAt().toString());
    status.put("version", Version.text());
    status.put("listening", gateway.listening());
    status.put("policyVersion", office.config().policy().version());
    GatewayConfig.School school = office.config().gateway().school();
    status.putObject("school").put("name", school.name()).put("urn", school.urn());
    status.put("listEntries", lists.entries());
    status.put("phrases", lists.phrases());
    ListFreshness.toJson(gateway.subscriptions(), status.putArray("subscriptions"));
    ListRatification.toJson(office, status.putObject("ownLists"));
    status.put("recording", recording);
    status.put("diskFreeBytes", office.audit().room().freeBytes());
    ArrayNode checkpoints = status.putArray("checkpoints");
    for (Checkpoint checkpoint : office.audit().checkpoints()) {
      checkpoints
          .addObject()
          .put("origin", checkpoint.origin())
          .put("size", checkpoint.size())
          .put("root", checkpoint.rootBase64());
    }
    ObjectNode https = status.putObject("https");
    https.put("read", gateway.authority().isPresent());
    gateway
        .authority()
        .ifPresent(
            known ->
                https
                    .put("fingerprint", known.fingerprint())
                    .put("validUntil", known.validUntil().toString()));
    ArrayNode toMend = status.putArray("problems");
    problems.forEach(toMend::add);
    ArrayNode notCovered = status.putArray("notCovered");
    gaps.forEach(notCovered::add);
    return status;
  }
}
