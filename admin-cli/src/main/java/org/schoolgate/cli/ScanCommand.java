package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schoolgate.classifier.BodyFormat;
import org.schoolgate.classifier.TextStream;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds phrases in files. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = {
      "Find phrases in text, HTML or JSON files.",
      "Exit status 0: none found; 1: some found."
    })
final class ScanCommand implements DeskCommand {

  private static final int CHUNK_BYTES = 16 * 1024;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read.")
  List<Path> named = new ArrayList<>();

  @Option(names = "--typed", description = "Read them as typed by a person, not shown on a page.")
  boolean typed;

  @Option(names = "--json", description = "Print one JSON object a match.")
  boolean json;

  /** The phrases are files too, and the files to read may be large: nothing is sent. */
  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    boolean found = false;
    Table table = new Table("FILE", "CATEGORY", "WEIGHT", "OFFSET", "PHRASE");
    for (Path file : named) {
      for (Match.Phrase match : scan(desk, file).matches()) {
        found = true;
        if (json) {
          desk.out().println(Json.line(toJson(file, match)));
        } else {
          table.row(file, match.category().id(), match.weight(), match.offset(), match.phrase());
        }
      }
    }
    if (!json && found) {
      table.print(desk.out());
    } else if (!json) {
      desk.out().println("no phrase found");
    }
    return found ? ExitStatus.NO : ExitStatus.DONE;
  }

  private TextFindings scan(Desk desk, Path file) throws IOException {
    Origin origin = typed ? Origin.TYPED : Origin.SHOWN;
    try (InputStream in = Files.newInputStream(file);
        TextStream text = desk.office().lists().open(format(file), origin)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        text.accept(ByteBuffer.wrap(chunk, 0, read));
      }
      text.finish();
      return text.findings();
    }
  }

  private static BodyFormat format(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return BodyFormat.of("application/json", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return BodyFormat.of(Explainer.typeOf(in.readNBytes(1024)), null);
    }
  }

  private static ObjectNode toJson(Path file, Match.Phrase match) {
    return Json.object()
        .put("file", file.toString())
        .put("category", match.category().id())
        .put("phrase", match.phrase())
        .put("weight", match.weight())
        .put("offset", match.offset())
        .put("length", match.length())
        .put("typed", match.origin() == Origin.TYPED);
  }
}
