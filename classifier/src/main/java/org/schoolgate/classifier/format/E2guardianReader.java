package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.text.PhraseDoubts;

/**
 * Lists of e2guardian and DansGuardian: their folder, a folder of phrases alone, or one file. In a
 * folder the lists that the programs read are read here, with what they include; what nothing
 * includes is left out. In a folder of phrases alone every file is read. A file is read once.
 *
 * <p>A list's category is what its {@code #listcategory} says, or its folder's name. Exceptions of
 * sites in a folder take those sites out of every category that the folder brings; in a file that
 * is imported by itself, sites are what the caller says.
 */
final class E2guardianReader implements ListReader {

  private static final int INCLUDES_DEEP_MAX = 10;
  private static final String PHRASES_FOLDER = "phraselists/";
  private static final String INCLUDED_NOWHERE = "in a file that no list includes";

  private final PhraseDoubts doubts = PhraseDoubts.ofEnglish();
  private final Set<String> read = new HashSet<>();
  private final Set<String> readByThemselves = new LinkedHashSet<>();

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    if (!input.isTree()) {
      Folder folder = new Folder(input, sink, false);
      folder.readFile(input.title(), kindOf(input), new E2guardianState(""), 0);
      return;
    }
    List<String> names = input.unpack();
    Folder folder = new Folder(input, sink, true);
    boolean hasLists =
        names.stream().anyMatch(name -> E2guardianFile.ofName(name) != E2guardianFile.OTHER);
    for (String name : names) {
      E2guardianFile kind = hasLists ? E2guardianFile.ofName(name) : E2guardianFile.ofPhrases(name);
      if (kind != E2guardianFile.OTHER) {
        readByThemselves.add(name);
      }
    }
    for (String name : readByThemselves) {
      E2guardianFile kind = hasLists ? E2guardianFile.ofName(name) : E2guardianFile.ofPhrases(name);
      folder.readFile(name, kind, new E2guardianState(""), 0);
    }
    for (String name : names) {
      if (!read.contains(name)) {
        boolean ofPhrases = E2guardianFile.ofPhrases(name) != E2guardianFile.OTHER;
        String reason = ofPhrases ? INCLUDED_NOWHERE : E2guardianFile.reason(name);
        try (InputStream in = input.open(name)) {
          Lines.readAll(name, in, sink, ListLine.leftOut(reason));
        }
      }
    }
  }

  /** What one file is about: by its name, or by its first entry. */
  private static E2guardianFile kindOf(ListInput input) throws IOException {
    E2guardianFile byName = E2guardianFile.ofName(input.title());
    if (byName == E2guardianFile.OTHER) {
      byName = E2guardianFile.ofPhrases(input.title());
    }
    if (byName == E2guardianFile.EXCEPTION_SITES) {
      return E2guardianFile.SITES;
    }
    if (byName != E2guardianFile.OTHER) {
      return byName;
    }
    try (InputStream in = input.open()) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        String line = lines.text().strip();
        if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(".")) {
          return line.startsWith("<") ? E2guardianFile.WEIGHTED_PHRASES : E2guardianFile.URLS;
        }
      }
    }
    return E2guardianFile.SITES;
  }

  /** Reads files, and those that they include. */
  private final class Folder {
    private final ListInput input;
    private final LineSink sink;
    private final boolean tree;

    Folder(ListInput input, LineSink sink, boolean tree) {
      this.input = input;
      this.sink = sink;
      this.tree = tree;
    }

    private InputStream open(String file) throws IOException {
      return tree ? input.open(file) : input.open();
    }

    void readFile(String file, E2guardianFile kind, E2guardianState above, int depth)
        throws IOException {
      read.add(file);
      Charset charset = StandardCharsets.UTF_8;
      if (kind.ofPhrases()) {
        charset = ListCharset.of(file, () -> open(file));
        if (!charset.equals(StandardCharsets.UTF_8)) {
          sink.note(file + " was read as " + charset.name() + ".");
        }
      }
      E2guardianState state = above.in(folderOf(file));
      try (InputStream in = open(file)) {
        LineReader lines = new LineReader(in);
        E2guardianLine reader = new E2guardianLine(kind, file, doubts);
        while (lines.next()) {
          if (lines.tooLong() || lines.to() - lines.from() > SiteEntry.LINE_CHARS_MAX) {
            sink.line(file, lines.number(), Lines.TOO_LONG);
            continue;
          }
          String line = text(lines, charset).strip();
          String included = E2guardianLine.included(line);
          sink.line(
              file,
              lines.number(),
              included.isEmpty()
                  ? reader.read(line, state)
                  : include(included, kind, state, depth));
        }
        if (!lines.endsWithNewline()) {
          sink.endsInLine(file);
        }
      }
    }

    private ListLine include(String path, E2guardianFile kind, E2guardianState state, int depth)
        throws IOException {
      if (!tree) {
        return ListLine.leftOut("includes another file: import the folder");
      }
      if (path.contains("..")) {
        return ListLine.rejected("includes a file outside of the folder");
      }
      String file = find(path);
      if (file.isEmpty()) {
        return ListLine.rejected("includes a file that is not in the folder");
      }
      if (read.contains(file)) {
        return ListLine.leftOut("includes a file that was read already");
      }
      if (readByThemselves.contains(file)) {
        // Under another list's name it would mean something else, for the one or for the other.
        return ListLine.leftOut("includes a list that is read by itself");
      }
      if (depth >= INCLUDES_DEEP_MAX) {
        return ListLine.rejected("includes more than " + INCLUDES_DEEP_MAX + " files deep");
      }
      readFile(file, kind, state, depth + 1);
      return ListLine.BLANK;
    }

    /** The file of the folder that a path of another machine means; empty if there is none. */
    private String find(String path) {
      String rest = path.replace("__LISTDIR__", "");
      while (true) {
        while (rest.startsWith("/")) {
          rest = rest.substring(1);
        }
        if (input.has(rest)) {
          return rest;
        }
        for (String top : List.of("lists/", PHRASES_FOLDER)) {
          if (input.has(top + rest)) {
            return top + rest;
          }
        }
        int slash = rest.indexOf('/');
        if (slash < 0) {
          return "";
        }
        rest = rest.substring(slash + 1);
      }
    }

    /** The name of the folder of phrases that a file is in; empty if it is in none. */
    private String folderOf(String file) {
      List<String> parts = new ArrayList<>(List.of(file.split("/", -1)));
      boolean ofPhrases = E2guardianFile.ofPhrases(file) != E2guardianFile.OTHER;
      return ofPhrases && parts.size() > 1 ? parts.get(parts.size() - 2) : "";
    }
  }

  private static String text(LineReader lines, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return lines.text();
    }
    return charset
        .decode(ByteBuffer.wrap(lines.buffer(), lines.from(), lines.to() - lines.from()))
        .toString();
  }
}
