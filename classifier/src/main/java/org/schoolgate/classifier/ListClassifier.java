package org.schoolgate.classifier;

import java.util.Optional;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.SearchTerms;
import org.schoolgate.classifier.text.TextClassifier;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/** The lists and phrases of one moment, immutable and thread-safe. */
public final class ListClassifier implements Classifier {

  private final CategoryTable categories;
  private final SiteIndex index;
  private final KeyedIndex keyed;
  private final ListLoader.Loaded loaded;
  private final TextClassifier text;
  private final OpaqueIds opaqueIds;
  private final LoadReport report;

  ListClassifier(
      CategoryTable categories,
      SiteIndex index,
      ListLoader.Loaded loaded,
      OpaqueIds opaqueIds,
      LoadReport report) {
    this.categories = categories;
    this.index = index;
    this.keyed = loaded.others().keyed();
    this.loaded = loaded;
    this.text = loaded.others().text().classifier();
    this.opaqueIds = opaqueIds;
    this.report = report;
  }

  /** What a later load may go on from. */
  ListLoader.Loaded loaded() {
    return loaded;
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
    Coverage coverage = keyed.find(target, index.find(target, null));
    Target led = Embedded.in(target);
    if (led != null) {
      coverage = keyed.find(led, index.find(led, coverage));
    }
    return coverage == null ? Classification.UNCATEGORISED : coverage.classification(opaqueIds);
  }

  @Override
  public Optional<Search> search(Target target) {
    return SearchTerms.of(target);
  }

  @Override
  public TextFindings scanTyped(String typed) {
    return text.scanTyped(typed);
  }

  @Override
  public TextFindings scanTypedInto(Target target) {
    return text.scanTypedInto(target);
  }

  @Override
  public TextStream open(BodyFormat format, Origin origin) {
    return text.open(format, origin);
  }
}
