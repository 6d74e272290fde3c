package org.schoolgate.classifier;

import java.util.List;
import java.util.Optional;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/** The lists and phrases of one moment, immutable and thread-safe. */
public final class ListClassifier implements Classifier {

  private final CategoryTable categories;
  private final IndexBuilder.Index index;
  private final PhraseBook phrases;
  private final OpaqueIds opaqueIds;
  private final LoadReport report;

  ListClassifier(
      CategoryTable categories,
      IndexBuilder.Index index,
      PhraseBook phrases,
      OpaqueIds opaqueIds,
      LoadReport report) {
    this.categories = categories;
    this.index = index;
    this.phrases = phrases;
    this.opaqueIds = opaqueIds;
    this.report = report;
  }

  /** What was loaded, and what was wrong with the files. */
  public LoadReport report() {
    return report;
  }

  @Override
  public CategoryTable categories() {
    return categories;
  }

  @Override
  public Classification classify(Target target) {
    Coverage coverage = index.find(target);
    return coverage == null ? Classification.UNCATEGORISED : coverage.classification(opaqueIds);
  }

  @Override
  public Optional<String> searchTerms(Target target) {
    return SearchTerms.of(target);
  }

  @Override
  public TextFindings scanTyped(String text) {
    TextScan scan = new TextScan(phrases, opaqueIds, Origin.TYPED);
    for (int i = 0; i < text.length(); i++) {
      scan.main().append(text.charAt(i), i);
    }
    scan.finish(text.length());
    return scan.findings();
  }

  @Override
  public TextFindings scanTypedInto(Target target) {
    List<String> values = QueryWords.of(target);
    if (values.isEmpty()) {
      return TextFindings.none(Origin.TYPED);
    }
    TextScan scan = new TextScan(phrases, opaqueIds, Origin.TYPED);
    PlainReader reader = new PlainReader(scan.main());
    long offset = 0;
    for (String value : values) {
      reader.accept(value.toCharArray(), value.length(), offset);
      offset += value.length();
      reader.end(offset);
    }
    scan.finish(offset);
    return scan.findings();
  }

  @Override
  public TextStream open(BodyFormat format, Origin origin) {
    return BodyScan.open(format, new TextScan(phrases, opaqueIds, origin));
  }
}
