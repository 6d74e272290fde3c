package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.HostName;

/**
 * Reads a zone as master files have it (RFC 1035 section 5.1): {@code $ORIGIN}, {@code $TTL},
 * relative names, owners left blank, remarks, quotes, and parentheses that make one record of
 * several lines. {@code $INCLUDE} and {@code $GENERATE} are refused. Every line is told once. Used
 * once.
 */
final class ZoneParser {

  /** The most lines of one record; a parenthesis that nobody closes ends here. */
  private static final int RECORD_LINES_MAX = 40;

  private static final Pattern TIME =
      Pattern.compile("[0-9]{1,10}[smhdwSMHDW]?|([0-9]{1,4}[smhdwSMHDW]){2,5}");
  private static final Set<String> CLASSES = Set.of("IN", "CH", "HS");
  private static final ListLine CONTINUED = ListLine.leftOut("goes on with the record above it");
  private static final ListLine NOT_CLOSED = ListLine.rejected("a parenthesis that is not closed");

  private final Told told;
  private String origin = "";
  private boolean originKnown;
  private String owner = "";

  /** Takes what lines are. */
  interface Told {
    /** A record that begins in a line. */
    void record(long number, ZoneRecord record) throws IOException;

    /** A line with no record, or the further lines of one. */
    void line(long number, ListLine line) throws IOException;
  }

  ZoneParser(Told told) {
    this.told = told;
  }

  /** The words of a line, and how its parentheses stand at its end. */
  private record Words(List<String> words, boolean blankOwner, int open, boolean bad) {}

  /** Reads all of it; false if the last line has no line end. */
  boolean read(InputStream in) throws IOException {
    LineReader lines = new LineReader(in);
    List<String> words = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    boolean blankOwner = false;
    int open = 0;
    while (lines.next()) {
      if (lines.tooLong()) {
        told.line(lines.number(), Lines.TOO_LONG);
        continue;
      }
      Words read = words(lines.text(), open);
      if (read.bad()) {
        told.line(lines.number(), ListLine.rejected("quotes or parentheses that do not fit"));
        continue;
      }
      blankOwner = numbers.isEmpty() ? read.blankOwner() : blankOwner;
      words.addAll(read.words());
      numbers.add(lines.number());
      open = read.open();
      if (open > 0 && numbers.size() < RECORD_LINES_MAX) {
        continue;
      }
      finish(words, numbers, blankOwner, open > 0);
      words.clear();
      numbers.clear();
      open = 0;
    }
    finish(words, numbers, blankOwner, open > 0);
    return lines.endsWithNewline();
  }

  private void finish(List<String> words, List<Long> numbers, boolean blankOwner, boolean open)
      throws IOException {
    if (numbers.isEmpty()) {
      return;
    }
    if (open) {
      for (long number : numbers) {
        told.line(number, NOT_CLOSED);
      }
      return;
    }
    first(numbers.get(0), words, blankOwner);
    for (int i = 1; i < numbers.size(); i++) {
      told.line(numbers.get(i), CONTINUED);
    }
  }

  private void first(long number, List<String> words, boolean blankOwner) throws IOException {
    if (words.isEmpty()) {
      told.line(number, ListLine.BLANK);
    } else if (words.get(0).startsWith("$") && !blankOwner) {
      told.line(number, directive(words));
    } else {
      record(number, words, blankOwner);
    }
  }

  private ListLine directive(List<String> words) {
    return switch (words.get(0).toUpperCase(Locale.ROOT)) {
      case "$ORIGIN" -> {
        if (words.size() < 2) {
          yield ListLine.rejected("$ORIGIN without a name");
        }
        String name = absolute(words.get(1), origin);
        if (name.length() > HostName.CHARS_MAX) {
          // One that goes on with the one before would grow with each line.
          yield ListLine.rejected("$ORIGIN with a name that is too long");
        }
        origin = name;
        originKnown = true;
        yield ListLine.BLANK;
      }
      case "$TTL" -> ListLine.BLANK;
      case "$INCLUDE" -> ListLine.rejected("$INCLUDE, which is refused: import that file itself");
      default -> ListLine.rejected("a directive that is not known");
    };
  }

  private void record(long number, List<String> words, boolean blankOwner) throws IOException {
    int at = 0;
    if (!blankOwner) {
      owner = absolute(words.get(0), origin);
      at = 1;
    }
    // Time to live and class stand in either order, or not at all.
    while (at < words.size() && isTimeOrClass(words.get(at))) {
      at++;
    }
    if (at >= words.size()) {
      told.line(number, ListLine.rejected("no record: its type is missing"));
      return;
    }
    String type = words.get(at).toUpperCase(Locale.ROOT);
    if (!originKnown && type.equals("SOA")) {
      origin = owner;
      originKnown = true;
    }
    told.record(number, new ZoneRecord(owner, type, words.subList(at + 1, words.size()), origin));
  }

  private static boolean isTimeOrClass(String word) {
    return CLASSES.contains(word.toUpperCase(Locale.ROOT)) || TIME.matcher(word).matches();
  }

  /** A name in full, in lower case, without its last dot. */
  static String absolute(String name, String origin) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("@")) {
      return origin;
    }
    if (lower.endsWith(".")) {
      return lower.substring(0, lower.length() - 1);
    }
    return origin.isEmpty() ? lower : lower + "." + origin;
  }

  private static Words words(String line, int openBefore) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int open = openBefore;
    boolean quoted = false;
    boolean hasWord = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        quoted = c != '"';
        word.append(quoted ? String.valueOf(c) : "");
        continue;
      }
      if (c == ';') {
        break;
      }
      boolean ends = c == ' ' || c == '\t' || c == '(' || c == ')';
      if (ends && hasWord) {
        words.add(word.toString());
        word.setLength(0);
        hasWord = false;
      }
      if (c == '"') {
        quoted = true;
        hasWord = true;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      } else if (!ends) {
        word.append(c);
        hasWord = true;
      }
    }
    if (hasWord) {
      words.add(word.toString());
    }
    boolean blankOwner = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    return new Words(words, blankOwner, Math.max(open, 0), quoted || open < 0);
  }
}
