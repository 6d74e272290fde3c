package org.schoolgate.classifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/** What several tests need: small lists, phrases and bodies. */
final class Fixtures {

  static final CategoryTable CATEGORIES = CategoryTable.builtIn();
  static final OpaqueIds OPAQUE_IDS = new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]);

  private Fixtures() {}

  static Category category(String id) {
    return CATEGORIES.require(id);
  }

  /** Folders below a temporary one: lists/ as shipped, data/ to write, phrases/. */
  static ListFolders folders(Path temporary) {
    return new ListFolders(
        List.of(temporary.resolve("lists")),
        temporary.resolve("data"),
        List.of(temporary.resolve("phrases")));
  }

  static ListStore open(Path temporary) throws IOException, PhraseFileException {
    return ListStore.open(folders(temporary), CATEGORIES, OPAQUE_IDS, new SecureRandom());
  }

  static Path write(Path root, String file, String... lines) throws IOException {
    return writeText(root, file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
  }

  static Path writeText(Path root, String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(Durable.parentOf(path));
    return Files.writeString(path, text);
  }

  static Target http(String host, String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    @Nullable String query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
    return new Target(Protocol.HTTP, HostName.parse(host), 80, path, query);
  }

  /** A phrase as if a file had it: {@code weight phrase}. */
  static ListedPhrase phrase(String category, int weight, String text) {
    PhrasePattern pattern = PhrasePattern.of(text);
    if (pattern.problem() != null) {
      throw new IllegalArgumentException(pattern.problem());
    }
    return new ListedPhrase(
        category(category), text, category + ".en", pattern.pattern(), weight, weight);
  }

  static PhraseBook book(ListedPhrase... phrases) {
    return PhraseBook.of(List.of(phrases));
  }

  static TextFindings scan(PhraseBook book, String contentType, byte[] body) {
    return scan(book, BodyFormat.of(contentType, null), body);
  }

  static TextFindings scan(PhraseBook book, BodyFormat format, byte[] body) {
    try (TextStream stream = open(book, format)) {
      stream.accept(ByteBuffer.wrap(body));
      stream.finish();
      return stream.findings();
    }
  }

  static BodyScan open(PhraseBook book, BodyFormat format) {
    return BodyScan.open(format, new TextScan(book, OPAQUE_IDS, Origin.SHOWN));
  }

  static List<String> phrases(TextFindings findings) {
    return findings.matches().stream().map(Match.Phrase::phrase).toList();
  }

  /** What a body's folded text is: the main text, and after {@code |} what stands beside it. */
  static String folded(BodyFormat format, byte[] body) {
    TextProbe probe = new TextProbe();
    PhraseBook book =
        new PhraseBook(probe, new Vocabulary(List.of()), new MaskedWords(List.of()), Map.of());
    TextScan scan = new TextScan(book, OPAQUE_IDS, Origin.SHOWN);
    try (BodyScan stream = BodyScan.open(format, scan)) {
      stream.accept(ByteBuffer.wrap(body));
      stream.finish();
      scan.main().scan();
      probe.mark();
      stream.findings();
    }
    return probe.text();
  }

  static String folded(String contentType, String body) {
    return folded(BodyFormat.of(contentType, null), utf8(body));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /** Writes down the text that comes to be scanned, runs divided by {@code /}. */
  private static final class TextProbe implements PhraseScanner {
    private final List<String> blocks = new ArrayList<>();

    void mark() {
      blocks.add("|");
    }

    String text() {
      String text = String.join("", blocks).strip();
      return text.replaceAll("\\s*\n\\s*", "/")
          .replaceAll("/?\\|/?", "|")
          .replaceAll("\\| ", "|")
          .replaceAll("/$|\\|$", "")
          .strip();
    }

    @Override
    public void scan(char[] text, int from, int to, Sink sink) {
      blocks.add(new String(text, from, to - from));
    }

    @Override
    public int patternCharsMax() {
      return 0;
    }
  }
}
