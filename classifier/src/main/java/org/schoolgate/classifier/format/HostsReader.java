package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.policy.HostName;

/**
 * A hosts file: an address and the names to send there, each for itself alone. A line of one name
 * is taken too.
 */
final class HostsReader implements ListReader {

  private static final Set<String> NAMES_OF_THE_MACHINE =
      Set.of(
          "localhost",
          "localhost.localdomain",
          "local",
          "broadcasthost",
          "0.0.0.0",
          "ip6-localhost",
          "ip6-loopback",
          "ip6-localnet",
          "ip6-mcastprefix",
          "ip6-allnodes",
          "ip6-allrouters",
          "ip6-allhosts");

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    sink.begins(input.title(), "");
    try (InputStream in = input.open()) {
      Lines.read(input.title(), in, sink, HostsReader::line);
    }
  }

  /** What a line of such a file is. */
  static ListLine line(String line) {
    String text = withoutComment(line);
    if (text.isEmpty()) {
      return ListLine.BLANK;
    }
    String[] fields = text.split("[ \t]+", -1);
    HostName first = hostOrNull(fields[0]);
    if (first == null || first.kind() == HostName.Kind.NAME) {
      return fields.length > 1
          ? ListLine.rejected("several names without an address before them")
          : names(fields, 0);
    }
    if (fields.length == 1) {
      return ListLine.rejected("an address without a name");
    }
    return isNowhere(first.text()) ? names(fields, 1) : ListLine.leftOut(Reasons.REWRITE);
  }

  private static ListLine names(String[] fields, int from) {
    List<ListLine.Item> items = new ArrayList<>(1);
    for (int i = from; i < fields.length; i++) {
      if (!NAMES_OF_THE_MACHINE.contains(fields[i])) {
        items.add(new ListLine.Item(ListKind.HOSTS, fields[i]));
      }
    }
    return items.isEmpty() ? ListLine.leftOut(Reasons.MACHINE) : ListLine.entries("", items);
  }

  /** The addresses that blocked names are sent to. */
  static boolean isNowhere(String address) {
    return address.equals("0.0.0.0")
        || address.startsWith("127.")
        || address.equals("::")
        || address.equals("::1");
  }

  /** A host in its canonical spelling; null if it is none. */
  static @Nullable HostName hostOrNull(String text) {
    if (text.length() > HostName.CHARS_MAX + 1) {
      return null;
    }
    try {
      return HostName.parse(SiteEntry.inBrackets(text));
    } catch (IllegalArgumentException notAHost) {
      return null;
    }
  }

  /** A line without what follows a {@code #} at its beginning or after a space. */
  static String withoutComment(String line) {
    String text = line.strip();
    for (int i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
      if (i == 0 || text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t') {
        return text.substring(0, i).strip();
      }
    }
    return text;
  }
}
