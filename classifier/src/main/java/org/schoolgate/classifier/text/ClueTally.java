package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.WeighedStretch.Likely;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;

/**
 * What {@link Clues} tell of a text: that of its worst stretch, as phrases that go on record and
 * block nothing.
 *
 * <p>Where phrases weigh as much, it is not told beside them; of typed text, if they are about the
 * same. What is typed reaches a pupil's limit in the policy that ships at odds of about nine to
 * two, and an adult's at nine to one; a page, of which many are seen, at seven to one. Of a text
 * that reaches no limit the weight still adds to what phrases weigh. Not thread-safe.
 */
final class ClueTally {

  /** As the source of a phrase is told: see {@link ListedPhrase#source}. */
  static final String SOURCE = "clues";

  /** What weighs so much is told; of less, too much would be. */
  private static final int WEIGHT_MIN = 30;

  private static final int WEIGHT_MAX = 120;

  /** What else it may be about is told if it is at least so likely as what is likeliest. */
  private static final double ALSO_LIKELY = 0.4;

  private static final int CATEGORIES_MAX = 2;

  /**
   * What odds weigh in a sum of phrases.
   *
   * @param ofEven what a text weighs that is as likely harmful as harmless
   * @param ofOdds what it weighs more for each time that the odds are e times as high
   */
  private record Scale(double ofEven, double ofOdds) {
    private static final Scale TYPED = new Scale(-30, 60);
    private static final Scale SHOWN = new Scale(-100, 100);

    static Scale of(Origin origin) {
      return origin == Origin.TYPED ? TYPED : SHOWN;
    }

    int weight(double harm) {
      return (int) Math.max(0, Math.min(WEIGHT_MAX, ofEven + harm * ofOdds));
    }
  }

  private final Origin origin;
  private final Scale scale;
  private final List<FoundPhrase> found = new ArrayList<>();

  /** What the worst stretch comes to, of those that are told; see {@link WeighedStretch#harm}. */
  private double worst = Double.NEGATIVE_INFINITY;

  ClueTally(Origin origin) {
    this.origin = origin;
    this.scale = Scale.of(origin);
  }

  /** Takes what a stretch comes to; false if one before it is worse, or it is not worth telling. */
  boolean add(TextLane lane, Reading reading, WeighedStretch stretch) {
    int weight = scale.weight(stretch.harm());
    if (weight < WEIGHT_MIN || stretch.harm() <= worst || stretch.start() < lane.firstPosition()) {
      return false;
    }
    worst = stretch.harm();
    found.clear();
    double likeliest = stretch.categories().get(0).share();
    for (Likely each : stretch.categories()) {
      if (found.size() < CATEGORIES_MAX && each.share() >= likeliest * ALSO_LIKELY) {
        ListedPhrase phrase = phrase(each.category(), stretch.words(), weight);
        found.add(new FoundPhrase(lane, reading, phrase, weight, stretch.places()));
      }
    }
    return true;
  }

  /** Whether anything is told of a page that is so bad, if phrases do not say more. */
  boolean isTold(double harm) {
    return !found.isEmpty() && scale.weight(harm) >= WEIGHT_MIN;
  }

  /** Lets what was found in the lane take the words after it. */
  void takeContext(TextLane lane) {
    found.stream().filter(each -> each.isIn(lane)).forEach(FoundPhrase::takeContext);
  }

  /**
   * Adds what was found of a page.
   *
   * @param harm of all of it, which is no worse than its worst stretch
   */
  void addTo(Sum sum, List<Match.Phrase> matches, double harm, OpaqueIds opaqueIds) {
    int weight = scale.weight(harm);
    if (isTold(harm) && weight > sum.mostNoticed()) {
      for (FoundPhrase each : found) {
        sum.add(each.phrase(), 0, weight, false);
        matches.add(each.match(weight, 0, Set.of(), origin, opaqueIds));
      }
    }
  }

  /**
   * What was found so far of typed text, for each category that it may have; nothing where phrases
   * say as much of the same: in one of these categories, or in the same words, of which they know
   * better what they are about.
   *
   * @param noticed what is left of phrases, in their weights
   */
  List<FoundPhrase> foundBeside(Map<FoundPhrase, Integer> noticed) {
    for (FoundPhrase each : found) {
      int ofSameCategory = 0;
      for (Map.Entry<FoundPhrase, Integer> phrase : noticed.entrySet()) {
        boolean isSame = phrase.getKey().phrase().category().equals(each.phrase().category());
        ofSameCategory += isSame ? phrase.getValue() : 0;
        if (phrase.getKey().overlaps(each) && phrase.getValue() >= each.weight()) {
          return List.of();
        }
      }
      if (ofSameCategory >= each.weight()) {
        return List.of();
      }
    }
    return found;
  }

  /** What no phrase says is never so urgent that it cannot wait for the daily digest (S45). */
  private static ListedPhrase phrase(Category category, String words, int weight) {
    Severity usual = category.severity();
    Severity severity = usual != null && usual.compareTo(Severity.HIGH) > 0 ? Severity.HIGH : usual;
    Terms terms = new Terms(false, true, severity, Set.of(), "");
    return new ListedPhrase(category, words, SOURCE, words, weight, weight, terms, null, null);
  }
}
