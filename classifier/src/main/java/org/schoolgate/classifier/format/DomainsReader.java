package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import org.schoolgate.classifier.site.ListKind;

/**
 * One name a line, which covers all under it; {@code *.name} and {@code .name} are the same. An
 * array in JSON with a name a line is read, too; one that does not end, and other JSON, is refused.
 */
final class DomainsReader implements ListReader {

  private static final String ONE_A_LINE =
      ", which is read where it is one array with a name a line: a tool such as jq makes it one name"
          + " a line";

  /** How far an array in JSON is read. */
  private enum Json {
    UNKNOWN,
    NONE,
    OPEN,
    CLOSED
  }

  private Json json = Json.UNKNOWN;
  private String wrong = "";

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    sink.begins(input.title(), "");
    try (InputStream in = input.open()) {
      Lines.read(input.title(), in, sink, this::line);
    }
    if (!wrong.isEmpty()) {
      throw new DamagedListException(wrong);
    }
    if (json == Json.OPEN) {
      throw new DamagedListException(
          "it is an array in JSON that does not end, so it is half-written: get it again");
    }
  }

  private ListLine line(String line) {
    String text = line.strip();
    if (json == Json.UNKNOWN && !text.isEmpty()) {
      json = text.equals("[") ? Json.OPEN : Json.NONE;
      if (text.startsWith("{") || text.matches("\\[\\s*[\"{\\[].*")) {
        wrong = "it is JSON" + ONE_A_LINE;
      }
    } else if (json == Json.OPEN && text.equals("]")) {
      json = Json.CLOSED;
      return ListLine.BLANK;
    }
    return switch (json) {
      case OPEN -> inArray(text);
      case CLOSED -> text.isEmpty() ? ListLine.BLANK : ListLine.rejected("behind the array's end");
      case UNKNOWN, NONE -> entry(withoutQuotes(line));
    };
  }

  private static ListLine inArray(String text) {
    if (text.isEmpty() || text.equals("[")) {
      return ListLine.BLANK;
    }
    String name = withoutQuotes(text);
    return name.equals(text)
        ? ListLine.rejected("no name in quotes, as an array in JSON has a line")
        : entry(name);
  }

  /** What stands in a line of an array in JSON that has a name a line; any other line as it is. */
  private static String withoutQuotes(String line) {
    String text = line.strip();
    int end = text.endsWith(",") ? text.length() - 1 : text.length();
    boolean quoted = end > 2 && text.charAt(0) == '"' && text.charAt(end - 1) == '"';
    return quoted ? text.substring(1, end - 1) : line;
  }

  private static ListLine entry(String text) {
    return ListLine.entry("", ListKind.DOMAINS, text);
  }
}
