package org.schoolgate.classifier.text;

import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;
import static org.schoolgate.classifier.source.Fixtures.category;
import static org.schoolgate.classifier.source.Fixtures.utf8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/** What several tests of text need: phrases and bodies. */
final class TextFixtures {

  private TextFixtures() {}

  /** A phrase as if a file had it: {@code weight phrase}. */
  static ListedPhrase phrase(String category, int weight, String text) {
    PhrasePattern pattern = PhrasePattern.of(text);
    if (pattern.problem() != null) {
      throw new IllegalArgumentException(pattern.problem());
    }
    return new ListedPhrase(
        category(category), text, category + ".en", pattern.pattern(), weight, weight);
  }

  /** A phrase as a line of a phrase file has it. */
  static ListedPhrase line(String category, String line) {
    try {
      return new PhraseLine(category(category), category + ".en", "en", Map.of()).read(line);
    } catch (WrongLineException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  /** Takes what is found and makes nothing of it. */
  static final TextLane.Sink NOWHERE =
      new TextLane.Sink() {
        @Override
        public void found(TextLane lane, Meanings meanings, long start, long end) {}

        @Override
        public void foundAgain(TextLane lane, ListedPhrase phrase, long start, long end) {}

        @Override
        public void beforeForgetting(TextLane lane) {}
      };

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

  /** No phrases; whatever is looked through is given to the scanner. */
  static PhraseBook book(PhraseScanner scanner) {
    PhraseBook.Searched searched =
        new PhraseBook.Searched(
            scanner,
            new AnchorScanner(List.of()),
            new MaskedWords(List.of()),
            new Wanted(List.of()));
    return new PhraseBook(
        searched,
        searched,
        new Vocabulary(List.of()),
        new Misspellings(List.of()),
        Map.of(),
        Map.of());
  }

  static List<String> phrases(TextFindings findings) {
    return findings.matches().stream().map(Match.Phrase::phrase).toList();
  }

  /** What a body's folded text is: the main text, and after {@code |} what stands beside it. */
  static String folded(BodyFormat format, byte[] body) {
    TextProbe probe = new TextProbe();
    TextScan scan = new TextScan(book(probe), OPAQUE_IDS, Origin.SHOWN);
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
    public Scan begin() {
      return (text, from, to, sink) -> blocks.add(new String(text, from, to - from));
    }

    @Override
    public int patternCharsMax() {
      return 0;
    }
  }
}
