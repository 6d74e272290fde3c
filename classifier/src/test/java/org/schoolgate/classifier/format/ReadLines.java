package org.schoolgate.classifier.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reader says of the lines of a list, in words that tests can compare. */
final class ReadLines implements LineSink {

  private final List<String> told = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Reads lines as a file of a format. */
  static List<String> of(ListFormat format, Path folder, String... lines) throws IOException {
    return of(format, folder, "list", String.join("\n", lines) + "\n");
  }

  /** Reads text as a file of that name. */
  static List<String> of(ListFormat format, Path folder, String name, String text)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return ofPath(format, file).told;
  }

  /** Reads a file or folder. */
  static ReadLines ofPath(ListFormat format, Path path) throws IOException {
    ReadLines sink = new ReadLines();
    try (ListInput input =
        new ListInput(path, String.valueOf(path.getFileName()), path.resolveSibling("."))) {
      format.reader().read(input, sink);
    }
    return sink;
  }

  List<String> told() {
    return told;
  }

  List<String> notes() {
    return notes;
  }

  /** A line in words: what it lists, or why it lists nothing. */
  static String words(ListLine line) {
    if (line instanceof ListLine.Entries entries) {
      String items =
          entries.items().stream()
              .map(item -> item.kind().id() + " " + item.text())
              .collect(Collectors.joining(" + "));
      return entries.categoryName().isEmpty() ? items : entries.categoryName() + ": " + items;
    } else if (line instanceof ListLine.LeftOut leftOut) {
      return "left out: " + leftOut.reason();
    } else if (line instanceof ListLine.Rejected rejected) {
      return "rejected: " + rejected.reason();
    } else if (line instanceof ListLine.Phrase phrase) {
      return phrase.categoryName()
          + "."
          + phrase.language()
          + ": "
          + phrase.text()
          + (phrase.doubt().isEmpty() ? "" : " (" + phrase.doubt() + ")");
    } else if (line instanceof ListLine.Change change) {
      return change.categoryName() + (change.added() ? " + " : " - ") + change.item().text();
    }
    return "blank";
  }

  @Override
  public void begins(String file, String categoryName) {}

  @Override
  public void line(String file, long number, ListLine line) {
    told.add(number + " " + words(line));
  }

  @Override
  public void endsInLine(String file) {
    notes.add(file + " ends in a line");
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }
}
