package org.schoolgate.policy;

import java.util.Map;
import java.util.Optional;

/**
 * Illegal content: always blocked, for everybody (S22). It stands outside {@link Policy}: no
 * configuration, override or role can name it, and it is asked before any of them.
 *
 * <p>The reason that it gives holds an opaque id and nothing of the address or the words (S62).
 */
public final class MandatoryBlocklist {

  /** The sum of phrase weights at which a text is illegal, for every group alike. */
  public static final int LIMIT = 60;

  /** All that block page, {@code explain} and ledger ever say about it. */
  public static final String SENTENCE = "This is blocked because it may be illegal.";

  private MandatoryBlocklist() {}

  /** The block of a target that an illegal-content list names. */
  public static Optional<Decision.Block> check(Classification classification) {
    for (Match.Listed match : classification.evidence()) {
      if (match.category().illegal()) {
        return Optional.of(block(match.category(), match.entry()));
      }
    }
    return Optional.empty();
  }

  /** The block of a text that holds illegal-content keywords. */
  public static Optional<Decision.Block> check(TextFindings findings) {
    for (Map.Entry<Category, Integer> sum : findings.noticed().entrySet()) {
      if (sum.getKey().illegal() && sum.getValue() >= LIMIT) {
        String source =
            findings.matches().stream()
                .filter(match -> match.category().equals(sum.getKey()))
                .map(Match.Phrase::phrase)
                .findFirst()
                .orElse(sum.getKey().id());
        return Optional.of(block(sum.getKey(), source));
      }
    }
    return Optional.empty();
  }

  private static Decision.Block block(Category category, String source) {
    return new Decision.Block(
        new Reason(Reason.Kind.MANDATORY, SENTENCE, source), category, Remedy.NOBODY);
  }
}
