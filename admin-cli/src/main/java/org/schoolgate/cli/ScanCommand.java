package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.Group;
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
      "Find phrases in text, HTML or JSON files, each read as a page and as typed by a person: many"
          + " phrases count only where somebody types them.",
      "Exit status 0: no category reaches the group's limit; 1: one does; 2: a file is no text."
    })
final class ScanCommand implements DeskCommand {

  private static final int CHUNK_BYTES = 16 * 1024;
  private static final String STANDARD_INPUT = "-";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files to read; - is standard input.")
  List<Path> named = new ArrayList<>();

  @Option(names = "--typed", description = "Read them as typed by a person alone.")
  boolean typed;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Whose limits count (default: whoever nobody has identified).")
  @Nullable String group;

  @Option(names = "--all", description = "Also the phrases that excuse a text.")
  boolean all;

  @Option(names = "--json", description = "Print one JSON object a match, excuses included.")
  boolean json;

  /** The phrases are files too, and the files to read may be large: nothing is sent. */
  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    Group whose =
        GroupNames.require(
            desk,
            group == null
                ? desk.office().config().gateway().identity().defaultGroup()
                : String.valueOf(group));
    if (group == null) {
      desk.err()
          .println(
              "schoolgate: no --group: judged on the limits of "
                  + whose.title()
                  + ", the group of whoever nobody has identified (identity.default-group)");
    }
    ScanSheet sheet = new ScanSheet(whose, all);
    int status = ExitStatus.DONE;
    boolean anyRead = false;
    for (Path file : named) {
      List<TextFindings> readings = readings(desk, file);
      if (readings.isEmpty()) {
        desk.err().println("schoolgate: " + NoText.sentence(file) + "; it was not read");
        status = ExitStatus.USAGE;
      }
      readings.forEach(reading -> sheet.add(file, reading));
      anyRead |= !readings.isEmpty();
    }
    if (json) {
      sheet.matches().forEach(found -> desk.out().println(Json.line(toJson(found, whose))));
    } else if (anyRead) {
      sheet.print(desk.out());
    }
    return sheet.reachesALimit() ? ExitStatus.NO : status;
  }

  /** What is found in each way of reading it; nothing if it is no text. */
  private List<TextFindings> readings(Desk desk, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(ExitStatus.USAGE, file + " is a folder; name the files in it");
    }
    boolean standardInput = file.toString().equals(STANDARD_INPUT);
    // Whatever comes from a pipe comes once, so both readings take the same chunks.
    try (InputStream in = standardInput ? System.in : Files.newInputStream(file)) {
      byte[] beginning = in.readNBytes(NoText.BEGINNING_BYTES);
      if (beginning.length == 0) {
        desk.err().println("schoolgate: " + file + " is empty");
      }
      if (NoText.isNone(beginning)) {
        return List.of();
      }
      BodyFormat format = format(file, beginning);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
      long bytes = standardInput ? 0 : Files.size(file);
      try (Progress progress = Progress.of(desk, "reading " + file.getFileName(), bytes);
          TextStream asTyped = desk.office().lists().open(format, Origin.TYPED);
          TextStream asShown = desk.office().lists().open(format, Origin.SHOWN)) {
        List<TextStream> readers = typed ? List.of(asTyped) : List.of(asShown, asTyped);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = whole.read(chunk); read >= 0; read = whole.read(chunk)) {
          for (TextStream reader : readers) {
            reader.accept(ByteBuffer.wrap(chunk, 0, read));
          }
          progress.advance(read);
        }
        readers.forEach(TextStream::finish);
        return readers.stream().map(TextStream::findings).toList();
      }
    }
  }

  private static BodyFormat format(Path file, byte[] beginning) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return BodyFormat.of(
        name.endsWith(".json") ? "application/json" : Explainer.typeOf(beginning), null);
  }

  private static ObjectNode toJson(ScanSheet.Found found, Group whose) {
    Match.Phrase match = found.match();
    ObjectNode object =
        Json.object()
            .put("file", found.file().toString())
            .put("category", match.category().id())
            .put("phrase", match.phrase())
            .put("weight", match.weight())
            .put("offset", match.offset())
            .put("length", match.length())
            .put("typed", match.origin() == Origin.TYPED)
            .put("source", match.source())
            .put("listed", match.counting().listed())
            .put("counted", CountingWords.decided(match, whose.audience()));
    ArrayNode why = object.putArray("why");
    CountingWords.ids(match, whose.audience()).forEach(why::add);
    return object
        .put("sum", found.sum().weight())
        .put("noticed", found.sum().noticed())
        .put("limit", found.sum().limit());
  }
}
