package org.schoolgate.classifier.subscription;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.Digests;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * A list that the school takes from its publisher, as {@code lists/subscriptions.yaml} has it.
 *
 * @param source the name that its lists are kept under
 * @param url where it is published; https, perhaps with a name and password for the publisher
 * @param format how it is written
 * @param category what its sites are; null where the list says it itself, as a tree does
 * @param mapping the tree's category names to our ids, on top of the built-in table
 * @param schedule when the publisher is asked
 * @param limits what bounds one fetch
 * @param checksum how what was fetched is checked; null if the publisher gives none
 * @param accepted protected sites that this list may close all the same
 * @param mayShrink whether it may lose more than half of its entries at once
 * @param mayGrow whether it may become many times as long at once
 * @param mayRotate whether others may take the place of more than half of its entries at once
 * @param staleAfter how long after the publisher last answered well the school is warned
 * @param privateAddress whether the publisher may be in the school's own network
 * @param installByHand whether the schedule only fetches and judges, and a person installs
 */
public record Subscription(
    String source,
    URI url,
    ListFormat format,
    @Nullable Category category,
    Map<String, String> mapping,
    Schedule schedule,
    Limits limits,
    @Nullable Checksum checksum,
    List<String> accepted,
    boolean mayShrink,
    boolean mayGrow,
    boolean mayRotate,
    Duration staleAfter,
    boolean privateAddress,
    boolean installByHand) {

  /**
   * What bounds one fetch.
   *
   * @param bytesMax the most bytes that are fetched
   * @param expandedBytesMax the most bytes that a packed list may expand to
   * @param fetchMax how long a fetch may take from the first connection to the last byte
   */
  public record Limits(long bytesMax, long expandedBytesMax, Duration fetchMax) {}

  /** Copies what it is given. */
  public Subscription {
    mapping = Map.copyOf(mapping);
    accepted = List.copyOf(accepted);
  }

  /** What its sites are, if it is not a tree. */
  public Optional<Category> filled() {
    return Optional.ofNullable(category);
  }

  /** Whether anything of it is illegal content: only built-in categories are. */
  public boolean fillsIllegal() {
    return filled().filter(Category::illegal).isPresent()
        || mapping.values().stream()
            .anyMatch(id -> CategoryTable.builtIn().find(id).filter(Category::illegal).isPresent());
  }

  /**
   * Names all that decides what becomes of the same bytes: where one of it changes, what was
   * fetched before is fetched again.
   */
  String recipe() {
    String told =
        String.join(
            "\n",
            url.toString(),
            format.id(),
            category == null ? "" : category.id(),
            new TreeMap<>(mapping).toString(),
            String.valueOf(checksum));
    return Digests.sha256(told.getBytes(StandardCharsets.UTF_8));
  }
}
