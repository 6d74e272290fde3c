package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import org.schoolgate.classifier.site.ListKind;

/**
 * One name a line, which covers all under it; {@code *.name} and {@code .name} are the same. An
 * array in JSON with a name a line is read, too.
 */
final class DomainsReader implements ListReader {

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    sink.begins(input.title(), "");
    try (InputStream in = input.open()) {
      Lines.read(
          input.title(),
          in,
          sink,
          line -> ListLine.entry("", ListKind.DOMAINS, withoutQuotes(line)));
    }
  }

  /** What stands in a line of an array in JSON that has a name a line; any other line as it is. */
  private static String withoutQuotes(String line) {
    String text = line.strip();
    if (text.equals("[") || text.equals("]")) {
      return "";
    }
    int end = text.endsWith(",") ? text.length() - 1 : text.length();
    boolean quoted = end > 2 && text.charAt(0) == '"' && text.charAt(end - 1) == '"';
    return quoted ? text.substring(1, end - 1) : line;
  }
}
