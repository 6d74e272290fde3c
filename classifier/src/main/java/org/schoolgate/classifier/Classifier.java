package org.schoolgate.classifier;

import java.util.Optional;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/**
 * Says what a target or a text is. The request path calls it: every method is thread-safe, does no
 * I/O, and throws on no input however hostile.
 */
public interface Classifier {

  /** The categories that its answers are made of. */
  CategoryTable categories();

  /**
   * What the lists say of a target: entries for the host or a parent of it, and URL entries where
   * the path is visible. Allocates nothing for a target that stands on no list, unless its host is
   * an address, or the lists have entries for other parts of the site.
   */
  Classification classify(Target target);

  /**
   * What was searched for when the target is a search, or asks for suggestions while somebody
   * types, on an engine we know.
   */
  Optional<Search> search(Target target);

  /** The phrases in a short text that is there in one piece, such as search terms. */
  TextFindings scanTyped(String text);

  /** The phrases in what a person may have typed into the query of an address, none if nothing. */
  TextFindings scanTypedInto(Target target);

  /**
   * Opens one body for scanning as it streams.
   *
   * @param format what its headers say it is
   * @param origin whether a person wrote it or a page shows it
   */
  TextStream open(BodyFormat format, Origin origin);
}
