package org.schoolgate.classifier;

import java.util.Optional;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.ImageSearches;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.SearchTerms;
import org.schoolgate.classifier.text.TextClassifier;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/** The lists and phrases of one moment, immutable and thread-safe. */
public final class ListClassifier implements Classifier {

  /** The table of what shows pictures from anywhere, where evidence names a list. */
  private static final String IMAGE_SEARCHES = "image-searches";

  private static final String UNNAMED_SITES = "unnamed-sites";

  private final CategoryTable categories;
  private final Category imageSearch;
  private final Category unnamedSite;
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
    this.imageSearch = categories.require(BuiltInCategory.IMAGE_SEARCH.id());
    this.unnamedSite = categories.require(BuiltInCategory.UNNAMED_SITES.id());
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
    if (coverage == null && isUnnamed(target)) {
      return Classification.UNCATEGORISED.closedToo(
          new Match.Listed(unnamedSite, target.host().text(), UNNAMED_SITES));
    }
    Classification listed =
        coverage == null ? Classification.UNCATEGORISED : coverage.classification(opaqueIds);
    return ImageSearches.has(target)
        ? listed.closedToo(new Match.Listed(imageSearch, target.host().text(), IMAGE_SEARCHES))
        : listed;
  }

  /** A client that gives no server name, or an address in its place (RFC 6066 section 3). */
  private static boolean isUnnamed(Target target) {
    return target.protocol() != Protocol.HTTP && target.host().kind() != HostName.Kind.NAME;
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
