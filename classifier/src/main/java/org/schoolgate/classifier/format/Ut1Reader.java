package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.classifier.site.ListKind;

/**
 * A squidGuard tree: {@code <category>/domains} and {@code urls}, large ones split into {@code
 * domains.0}, {@code .1} and so on, and {@code domains.diff} with what came ({@code +}) and went
 * ({@code -}) since the list before.
 */
final class Ut1Reader implements ListReader {

  private static final Pattern LIST = Pattern.compile("(domains|urls)(\\.[0-9]{1,4})?(\\.diff)?");
  private static final String EXPRESSIONS = "expressions";

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    input.forEach((name, in) -> readFile(name, in, sink));
  }

  private static void readFile(String name, InputStream in, LineSink sink) throws IOException {
    int slash = name.lastIndexOf('/');
    String category = slash < 0 ? "" : name.substring(0, slash);
    Matcher list = LIST.matcher(name.substring(slash + 1));
    if (name.substring(slash + 1).equals(EXPRESSIONS)) {
      Lines.readAll(name, in, sink, ListLine.leftOut(Reasons.EXPRESSION));
    } else if (category.isEmpty() || !list.matches()) {
      Lines.readAll(name, in, sink, ListLine.leftOut(Reasons.NO_LIST));
    } else {
      ListKind kind = "urls".equals(list.group(1)) ? ListKind.URLS : ListKind.DOMAINS;
      sink.begins(name, category);
      boolean changes = list.group(3) != null;
      Lines.read(
          name,
          in,
          sink,
          line -> changes ? change(category, kind, line) : ListLine.entry(category, kind, line));
    }
  }

  private static ListLine change(String category, ListKind kind, String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return ListLine.BLANK;
    }
    char sign = text.charAt(0);
    String entry = text.substring(1).strip();
    if ((sign != '+' && sign != '-') || entry.isEmpty()) {
      return ListLine.rejected("a line of changes begins with + or - and has an entry");
    }
    return new ListLine.Change(category, sign == '+', new ListLine.Item(kind, entry));
  }
}
