package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;

/**
 * A table as spreadsheets save it (RFC 4180): commas, semicolons or tabs between fields, quotes
 * where a field has them or a line end. Its first line names the columns: one of {@link #SITE}, and
 * perhaps one of {@link #CATEGORY}.
 */
final class CsvReader implements ListReader {

  static final Set<String> SITE =
      Set.of("domain", "domains", "host", "hostname", "site", "website", "url", "address");
  private static final Set<String> CATEGORY = Set.of("category", "categories", "kategorie");

  /** The most lines that one quoted field goes over; a quote that nobody closes ends here. */
  private static final int RECORD_LINES_MAX = 20;

  private static final ListLine CONTINUED = ListLine.leftOut("goes on in a quoted field");

  private final Deque<String> waiting = new ArrayDeque<>();
  private long number;
  private boolean ended;
  private char separator = ',';
  private int siteColumn = -1;
  private int categoryColumn = -1;

  /** Whether a line names columns of such a table. */
  static boolean isHeader(String line) {
    return new CsvReader().readHeader(line);
  }

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    try (InputStream in = input.open()) {
      LineReader lines = new LineReader(in);
      readHeader(input, lines, sink);
      for (String line = next(lines); line != null; line = next(lines)) {
        record(input, lines, sink, line);
      }
      if (!lines.endsWithNewline()) {
        sink.endsInLine(input.title());
      }
    }
  }

  private void readHeader(ListInput input, LineReader lines, LineSink sink) throws IOException {
    String header = next(lines);
    while (header != null && (header.isBlank() || header.startsWith("#"))) {
      sink.line(input.title(), number, ListLine.BLANK);
      header = next(lines);
    }
    if (header == null || !readHeader(header)) {
      throw new DamagedListException(
          "its first line must name the columns, one of them domain, host, site or url");
    }
    if (categoryColumn < 0) {
      sink.begins(input.title(), "");
    }
    sink.line(input.title(), number, ListLine.BLANK);
  }

  private boolean readHeader(String line) {
    for (char each : new char[] {',', ';', '\t'}) {
      separator = each;
      List<String> names = fields(line);
      if (names == null) {
        continue;
      }
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i).strip().toLowerCase(Locale.ROOT);
        if (SITE.contains(name) && siteColumn < 0) {
          siteColumn = i;
        } else if (CATEGORY.contains(name) && categoryColumn < 0) {
          categoryColumn = i;
        }
      }
      if (siteColumn >= 0) {
        return true;
      }
      siteColumn = -1;
      categoryColumn = -1;
    }
    return false;
  }

  /** Reads a record that begins with a line, and tells all its lines. */
  private void record(ListInput input, LineReader lines, LineSink sink, String first)
      throws IOException {
    long at = number;
    if (first.isBlank()) {
      sink.line(input.title(), at, ListLine.BLANK);
      return;
    }
    List<String> more = new ArrayList<>();
    StringBuilder text = new StringBuilder(first);
    List<String> fields = fields(first);
    while (fields == null && more.size() < RECORD_LINES_MAX) {
      String line = next(lines);
      if (line == null) {
        break;
      }
      more.add(line);
      text.append('\n').append(line);
      fields = fields(text.toString());
    }
    if (fields == null) {
      sink.line(
          input.title(), at, ListLine.rejected("a quote that is not closed, or text after it"));
      // What was read ahead is read again, as lines of their own.
      for (int i = more.size() - 1; i >= 0; i--) {
        waiting.addFirst(more.get(i));
      }
      number = at;
      return;
    }
    sink.line(
        input.title(),
        at,
        text.length() > SiteEntry.LINE_CHARS_MAX ? Lines.TOO_LONG : entry(fields));
    for (int i = 1; i <= more.size(); i++) {
      sink.line(input.title(), at + i, CONTINUED);
    }
  }

  private ListLine entry(List<String> fields) {
    String site = siteColumn < fields.size() ? fields.get(siteColumn).strip() : "";
    if (site.isEmpty()) {
      return ListLine.rejected("no site in its column");
    }
    String category =
        categoryColumn >= 0 && categoryColumn < fields.size()
            ? fields.get(categoryColumn).strip().toLowerCase(Locale.ROOT)
            : "";
    boolean several = site.indexOf('/') >= 0 || site.indexOf('-') >= 0;
    List<String> networks = several ? AddressRange.networks(site) : List.of();
    if (!networks.isEmpty()) {
      return ListLine.entries(
          category,
          networks.stream().map(each -> new ListLine.Item(ListKind.ADDRESSES, each)).toList());
    }
    boolean address = site.indexOf('/') >= 0 || site.indexOf('?') >= 0;
    // A field holds an address and nothing behind it, which in a line of a list a space may begin.
    return address
        ? ListLine.entry(category, ListKind.URLS, site.replaceAll("[ \t]", "%20"))
        : ListLine.entry(category, ListKind.DOMAINS, site);
  }

  private @Nullable String next(LineReader lines) throws IOException {
    String read = waiting.pollFirst();
    if (read == null && !ended) {
      ended = !lines.next();
      // A line that is too long is too long with what is kept of it, too.
      read = ended ? null : lines.text();
    }
    number += read == null ? 0 : 1;
    return read;
  }

  /** The fields of a record; null if a quoted one is not closed. */
  private @Nullable List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int i = 0;
    while (true) {
      field.setLength(0);
      if (i < record.length() && record.charAt(i) == '"') {
        i = quoted(record, i + 1, field);
        if (i < 0) {
          return null;
        }
      } else {
        while (i < record.length() && record.charAt(i) != separator) {
          field.append(record.charAt(i++));
        }
      }
      fields.add(field.toString());
      if (i >= record.length()) {
        return fields;
      }
      i++;
    }
  }

  /** Reads a quoted field into {@code field}; where it ends, or -1 if it does not as it should. */
  private int quoted(String record, int from, StringBuilder field) {
    int i = from;
    while (i < record.length()) {
      char c = record.charAt(i++);
      if (c != '"') {
        field.append(c);
      } else if (i < record.length() && record.charAt(i) == '"') {
        field.append('"');
        i++;
      } else {
        return i == record.length() || record.charAt(i) == separator ? i : -1;
      }
    }
    return -1;
  }
}
