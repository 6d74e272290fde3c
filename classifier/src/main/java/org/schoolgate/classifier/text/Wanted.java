package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.policy.Category;

/**
 * What is looked for in a text: the phrases that stand by themselves, and the alternatives of the
 * parts of combinations, each once however many combinations have it. Immutable.
 */
final class Wanted {

  /** Parts of one category and language, with weights of one sign, that look for the same. */
  private record Key(
      Category category,
      String language,
      boolean excuses,
      boolean shown,
      List<String> alternatives) {

    static Key of(ListedPhrase phrase, List<String> alternatives) {
      return new Key(
          phrase.category(),
          phrase.terms().language(),
          phrase.typedWeight() < 0,
          phrase.shownWeight() != 0,
          alternatives);
    }
  }

  /** A part that is more frequent among words is near nearly always. */
  private static final double GATE_MAX = 0.0001;

  /** So few words are looked through before it is known whether a part is near. */
  private static final int WORDS_AROUND_MAX = 12;

  private final Map<Key, SharedPart> parts = new LinkedHashMap<>();
  private final List<ListedPhrase> lookedFor = new ArrayList<>();
  private final List<ListedPhrase> beside = new ArrayList<>();
  private int combinationCount;
  private int gateCount;

  Wanted(Iterable<ListedPhrase> phrases) {
    Map<Key, List<String>> patterns = new HashMap<>();
    for (ListedPhrase phrase : phrases) {
      Combination combination = phrase.combination();
      if (combination != null) {
        combination.parts().forEach(each -> patterns.put(Key.of(phrase, each), each));
      }
    }
    WordRarity rarity = new WordRarity(patterns.values());
    for (ListedPhrase phrase : phrases) {
      Combination combination = phrase.combination();
      if (combination == null) {
        lookedFor.add(phrase);
      } else {
        add(phrase, combination, rarity);
      }
    }
    for (SharedPart part : parts.values()) {
      (part.isLookedFor() ? lookedFor : beside).addAll(part.alternatives().all());
    }
  }

  private void add(ListedPhrase phrase, Combination combination, WordRarity rarity) {
    List<SharedPart> own = new ArrayList<>();
    int rarest = WholeCombination.NONE;
    int gate = WholeCombination.NONE;
    double least = Double.MAX_VALUE;
    double nextLeast = GATE_MAX;
    for (List<String> alternatives : combination.parts()) {
      SharedPart part =
          parts.computeIfAbsent(
              Key.of(phrase, alternatives),
              isNew -> new SharedPart(parts.size(), alternatives, phrase, rarity.of(alternatives)));
      if (part.often() < least) {
        gate = least < nextLeast ? rarest : gate;
        nextLeast = Math.min(least, nextLeast);
        rarest = own.size();
        least = part.often();
      } else if (part.often() < nextLeast) {
        gate = own.size();
        nextLeast = part.often();
      }
      own.add(part);
    }
    WholeCombination whole =
        new WholeCombination(
            phrase,
            combination,
            combinationCount++,
            List.copyOf(own),
            rarest,
            combination.wordsAround() > WORDS_AROUND_MAX ? gate : WholeCombination.NONE);
    if (whole.gate() != WholeCombination.NONE && !own.get(whole.gate()).isGate()) {
      own.get(whole.gate()).becomeGate(gateCount++);
    }
    for (int i = 0; i < own.size(); i++) {
      own.get(i).add(new SharedPart.Use(whole, i));
    }
  }

  /** The phrases to look for, and those parts by which their combinations are looked for. */
  List<ListedPhrase> lookedFor() {
    return lookedFor;
  }

  /** The other parts, which are looked for around those; in words that look disguised, too. */
  List<ListedPhrase> beside() {
    return beside;
  }

  /** All of these. */
  List<ListedPhrase> all() {
    List<ListedPhrase> all = new ArrayList<>(lookedFor);
    all.addAll(beside);
    return all;
  }

  /** How many parts of combinations there are. */
  int partCount() {
    return parts.size();
  }

  /** How many parts are gates; see {@link SharedPart#gate}. */
  int gateCount() {
    return gateCount;
  }

  int combinationCount() {
    return combinationCount;
  }
}
