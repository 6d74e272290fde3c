package org.schoolgate.classifier.text;

import java.util.List;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/**
 * Says what a text is: the phrases in it. Thread-safe, does no I/O, throws on no text however
 * hostile.
 */
public final class TextClassifier {

  private final PhraseBook phrases;
  private final OpaqueIds opaqueIds;

  /**
   * A classifier by these phrases.
   *
   * @param opaqueIds names phrases of illegal categories
   */
  public TextClassifier(PhraseBook phrases, OpaqueIds opaqueIds) {
    this.phrases = phrases;
    this.opaqueIds = opaqueIds;
  }

  /** The phrases in a short typed text that is there in one piece, such as search terms. */
  public TextFindings scanTyped(String text) {
    TextScan scan = new TextScan(phrases, opaqueIds, Origin.TYPED);
    for (int i = 0; i < text.length(); i++) {
      scan.main().append(text.charAt(i), i);
    }
    scan.finish(text.length());
    return scan.findings();
  }

  /** The phrases in what a person may have typed into the query of an address, none if nothing. */
  public TextFindings scanTypedInto(Target target) {
    List<String> values = QueryWords.of(target);
    if (values.isEmpty()) {
      return TextFindings.none(Origin.TYPED);
    }
    TextScan scan = new TextScan(phrases, opaqueIds, Origin.TYPED);
    PlainReader reader = new PlainReader(scan.main(), new SecondReading(scan));
    long offset = 0;
    for (String value : values) {
      reader.accept(value.toCharArray(), 0, value.length(), offset);
      offset += value.length();
      reader.end(offset);
    }
    scan.finish(offset);
    return scan.findings();
  }

  /**
   * Opens one body for scanning as it streams.
   *
   * @param format what its headers say it is
   * @param origin whether a person wrote it or a page shows it
   */
  public TextStream open(BodyFormat format, Origin origin) {
    return BodyScan.open(format, new TextScan(phrases, opaqueIds, origin));
  }
}
