package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.schoolgate.classifier.ListEntry;
import org.schoolgate.classifier.site.ListKind;

/** Entries of lists as they are printed: what, in which category, and the file and line. */
final class ListsEntries {

  /** The most entries of one listing: a gateway holds all of them while it filters. */
  static final int LIMIT_MAX = 10_000;

  /** An IPv4 address, or an IPv6 one, which no name looks like. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f]*:[0-9a-f:]*");

  private ListsEntries() {}

  static void checkLimit(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--limit takes 1 to " + LIMIT_MAX + ", not " + limit);
    }
  }

  /** Prints at most {@code limit} of them; there is one more in the list if there are more. */
  static void print(Desk desk, List<ListEntry> found, int limit, boolean json) {
    List<ListEntry> entries = found.size() > limit ? found.subList(0, limit) : found;
    if (json) {
      entries.forEach(entry -> desk.out().println(Json.line(toJson(entry))));
    } else if (!entries.isEmpty()) {
      Table table = new Table("ENTRY", "COVERS", "CATEGORY", "SOURCE", "FILE");
      for (ListEntry entry : entries) {
        table.row(
            entry.shown(),
            covers(entry.kind(), entry.text()),
            entry.category().id(),
            entry.source(),
            entry.file() + ":" + entry.line());
      }
      table.print(desk.out());
    }
    if (found.size() > limit) {
      desk.err()
          .println(
              "only the first "
                  + limit
                  + " are shown; "
                  + (limit < LIMIT_MAX
                      ? "--limit takes more"
                      : "search for a part of their names"));
    }
  }

  /** What an entry covers; under an address there is nothing. */
  static String covers(ListKind kind, String entry) {
    boolean address = ADDRESS.matcher(entry).matches();
    return switch (kind) {
      case DOMAINS -> address ? "this address" : "it and all under it";
      case HOSTS -> address ? "this address" : "this name alone";
      case URLS -> "from this path on";
      case ADDRESSES -> "these addresses";
      case EXCEPT_DOMAINS -> "not it and all under it";
      case EXCEPT_HOSTS -> "not this name alone";
    };
  }

  static ObjectNode toJson(ListEntry entry) {
    return Json.object()
        .put("entry", entry.text())
        .put("kind", entry.kind().id())
        .put("category", entry.category().id())
        .put("source", entry.source())
        .put("file", entry.file().toString())
        .put("line", entry.line())
        .put("readable", entry.readable());
  }
}
