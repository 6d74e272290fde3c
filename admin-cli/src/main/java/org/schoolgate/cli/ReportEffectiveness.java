package org.schoolgate.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.console.report.EffectivenessFacts;
import org.schoolgate.console.report.EffectivenessReport;
import org.schoolgate.policy.Group;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well the filter tells harmful from harmless texts, measured on the corpus that ships. */
@Command(
    name = "effectiveness",
    mixinStandardHelpOptions = true,
    description = {
      "Print how many harmful texts of the shipped corpus are noticed and how many harmless ones"
          + " are blocked, with your phrases and policy, as one HTML page; beside it what a plain"
          + " keyword filter makes of the same phrases."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate report effectiveness > effectiveness.html",
      "  schoolgate report effectiveness --group year-3 --json"
    })
final class ReportEffectiveness implements DeskCommand {

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Try every text for this group (default: each for the group that it names).")
  @Nullable String group;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  /** It is work for seconds, with the phrases that a gateway has too. */
  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    Office office = desk.office();
    Group whose = group == null ? null : GroupNames.require(desk, group);
    EffectivenessTrial trial = new EffectivenessTrial(office, whose == null ? null : whose.id());
    EffectivenessTally tuning = trial.tally(CorpusHalf.TUNING);
    EffectivenessFacts facts =
        new EffectivenessFacts(
            office.config().gateway().school().name(),
            new AuditTimes(office).text(office.clock().instant()),
            whose == null ? "" : whose.title(),
            List.of(tuning.scores(), trial.tally(CorpusHalf.SET_ASIDE).scores()),
            tuning.missed(),
            tuning.blocked(),
            tuning.noticed());
    desk.out()
        .print(
            json ? Json.line(EffectivenessJson.of(facts)) + "\n" : EffectivenessReport.html(facts));
    desk.out().flush();
    return ExitStatus.DONE;
  }
}
