package org.schoolgate.classifier.text;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;

/**
 * One phrase of the phrase files, compiled.
 *
 * @param category what it speaks of
 * @param text as its file spells it
 * @param source the file's name without its ending, for example {@code suicide.en}
 * @param pattern what is looked for in folded text: a space stands for each boundary of a word; of
 *     a combination, what tells it from others
 * @param typedWeight what it counts in typed text; 0 if it does not
 * @param shownWeight what it counts in shown text; 0 if it does not
 * @param terms on what terms
 * @param combination what it is; null for a phrase by itself, and for a part
 * @param part the part of combinations that it is an alternative of; null for none
 */
record ListedPhrase(
    Category category,
    String text,
    String source,
    String pattern,
    int typedWeight,
    int shownWeight,
    Terms terms,
    @Nullable Combination combination,
    @Nullable SharedPart part) {

  private static final Comparator<ListedPhrase> ORDER =
      Comparator.comparing(ListedPhrase::pattern).thenComparing(ListedPhrase::source);

  /** A phrase on the usual terms. */
  ListedPhrase(
      Category category,
      String text,
      String source,
      String pattern,
      int typedWeight,
      int shownWeight) {
    this(category, text, source, pattern, typedWeight, shownWeight, Terms.USUAL, null, null);
  }

  /** Of what tells phrases apart; it is asked for at every place where one stands. */
  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + category.ordinal();
  }

  int weight(Origin origin) {
    return origin == Origin.TYPED ? typedWeight : shownWeight;
  }

  /**
   * How it counts where it was found.
   *
   * @param decided what it adds to the sum that decides, if that is what it is for
   * @param why what changes how much it counts there
   */
  Counting counting(int decided, Set<Counting.Why> why, Origin origin) {
    Set<Counting.Why> all = EnumSet.noneOf(Counting.Why.class);
    all.addAll(why);
    if (terms.noticedOnly()) {
      all.add(source.equals(ClueTally.SOURCE) ? Counting.Why.CLUES : Counting.Why.NOTICED);
    }
    return new Counting(weight(origin), terms.noticedOnly() ? 0 : decided, terms.audiences(), all);
  }

  boolean isPart() {
    return part != null;
  }

  /** In how many phrases it stands: by itself, or as a part of so many combinations. */
  int uses() {
    return part == null ? 1 : part.uses();
  }

  /** An alternative of a part of this combination, and of others; its text is its pattern. */
  ListedPhrase partOf(SharedPart shared, String alternative) {
    return new ListedPhrase(
        category, alternative, source, alternative, typedWeight, shownWeight, terms, null, shared);
  }

  /** What it counts as: a combination is the same whichever of its alternatives were found. */
  ListedPhrase counted() {
    return combination == null ? this : whole("");
  }

  /** This combination, as it was found. */
  ListedPhrase whole(String asFound) {
    return new ListedPhrase(
        category, asFound, source, asFound, typedWeight, shownWeight, terms, combination, null);
  }

  /**
   * Whether it says all that another does that means the same words of a text, so that the other
   * does not count beside it: the same word is in lists of several languages, and in families. Two
   * that say the same do not stand for each other, unless nothing tells them apart.
   */
  boolean standsFor(ListedPhrase other, Origin origin) {
    return category.equals(other.category)
        && terms.exception() == other.terms.exception()
        && ((combinesNothing() && other.combinesNothing()) || pattern.equals(other.pattern))
        && saysAsMuchAs(other, origin)
        && (!other.saysAsMuchAs(this, origin) || ORDER.compare(this, other) <= 0);
  }

  /** Whether all of it stands where it was found: of a combination, that is its last part. */
  private boolean combinesNothing() {
    return combination == null || combination.parts().size() == 1;
  }

  private boolean saysAsMuchAs(ListedPhrase other, Origin origin) {
    int weight = weight(origin);
    int others = other.weight(origin);
    return (others < 0 ? weight <= others : weight >= others)
        && (!terms.noticedOnly() || other.terms.noticedOnly())
        && countsFor(other.terms.audiences())
        && urgency().compareTo(other.urgency()) >= 0;
  }

  private boolean countsFor(Set<Audience> others) {
    Set<Audience> own = terms.audiences();
    return own.isEmpty() || (!others.isEmpty() && own.containsAll(others));
  }

  private Severity urgency() {
    Severity own = terms.severity() == null ? category.severity() : terms.severity();
    return own == null ? Severity.LOW : own;
  }

  /**
   * Whether it is one whole word. Such a phrase is not found as a part of a hyphenated word: {@code
   * cock} is not in {@code cock-a-leekie}, but in a {@link Disguise.Kind#CHAIN}. A phrase of
   * several words is found across hyphens, because {@code self-harm} and {@code self harm} are the
   * same; and one that ends in a star is found before a hyphen, so that the list's author can
   * choose.
   */
  boolean isOneWord() {
    return pattern.indexOf(' ', 1) < 0 || pattern.indexOf(' ', 1) == pattern.length() - 1;
  }

  boolean startsAtWord() {
    return pattern.charAt(0) == ' ';
  }

  boolean endsAtWord() {
    return pattern.charAt(pattern.length() - 1) == ' ';
  }
}
