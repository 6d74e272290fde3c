package org.schoolgate.gateway.enforce;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Target;

/**
 * All that a block page says. A notice of illegal content holds neither the address nor the
 * category, so that no form of it can print them (S62).
 *
 * @param audience in whose words it is said
 * @param group the title of the group that the decision is for, for example "Year 5"
 * @param address what was blocked, without its query; null if it is not known or not to be shown
 * @param category what it was blocked as; null where the block is not about a category
 * @param concerns ids of all categories found in it, for which help may be offered
 * @param reason why
 * @param remedy who could make an exception
 * @param openToNobody whether the policy opens the category to no group at any time, so that there
 *     is no lesson to ask for
 * @param reference where the ledger holds it; null if the ledger could not be written
 * @param illegal whether it was blocked because it may be illegal (S22)
 */
public record BlockNotice(
    Audience audience,
    String group,
    @Nullable String address,
    @Nullable Category category,
    Set<String> concerns,
    Reason reason,
    Remedy remedy,
    boolean openToNobody,
    @Nullable String reference,
    boolean illegal) {

  /** Copies the concerns and forgets what a page about illegal content must not say. */
  public BlockNotice {
    concerns = illegal ? Set.of() : Set.copyOf(concerns);
    address = illegal ? null : address;
    category = illegal ? null : category;
  }

  /**
   * The notice of a recorded block.
   *
   * @param group whom the decision is for
   * @param target what was asked; null if the request was too broken to tell
   * @param block the decision
   * @param openToNobody which categories the policy opens to no group
   * @param found every category of the target and its text, the blocked one or not
   * @param reference where it is recorded; null if the ledger could not be written
   */
  public static BlockNotice of(
      Group group,
      @Nullable Target target,
      Decision.Block block,
      Predicate<Category> openToNobody,
      Collection<Category> found,
      @Nullable Reference reference) {
    Category category = block.category();
    List<Category> own = category == null ? List.of() : List.of(category);
    boolean illegal =
        block.reason().kind() == Reason.Kind.MANDATORY
            || Stream.concat(own.stream(), found.stream()).anyMatch(Category::illegal);
    return new BlockNotice(
        group.audience(),
        group.title(),
        target == null ? null : target.withoutQuery(),
        category,
        Stream.concat(own.stream(), found.stream())
            .map(Category::id)
            .collect(Collectors.toUnmodifiableSet()),
        block.reason(),
        block.remedy(),
        category != null && openToNobody.test(category),
        reference == null ? null : reference.toString(),
        illegal);
  }
}
