package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.policy.Category;

/**
 * What is looked for in a text: the phrases that stand by themselves, and the alternatives of the
 * parts of all combinations, each once however many combinations have it. Immutable.
 */
final class Wanted {

  /** Parts of one category and language, with weights of one sign, that look for the same. */
  private record Key(
      Category category, String language, boolean excuses, List<String> alternatives) {}

  private final Map<Key, SharedPart> parts = new HashMap<>();
  private final List<ListedPhrase> lookedFor = new ArrayList<>();
  private int combinationCount;

  Wanted(Iterable<ListedPhrase> phrases) {
    for (ListedPhrase phrase : phrases) {
      Combination combination = phrase.combination();
      if (combination == null) {
        lookedFor.add(phrase);
      } else {
        add(phrase, combination);
      }
    }
  }

  private void add(ListedPhrase phrase, Combination combination) {
    List<SharedPart> own = new ArrayList<>();
    for (List<String> alternatives : combination.parts()) {
      String language = phrase.terms().language();
      Key key = new Key(phrase.category(), language, phrase.typedWeight() < 0, alternatives);
      SharedPart part = parts.get(key);
      if (part == null) {
        part = new SharedPart(parts.size());
        parts.put(key, part);
        for (String alternative : alternatives) {
          lookedFor.add(phrase.partOf(part, alternative));
        }
      }
      own.add(part);
    }
    WholeCombination whole =
        new WholeCombination(phrase, combination, combinationCount++, List.copyOf(own));
    for (int i = 0; i < own.size(); i++) {
      own.get(i).uses().add(new SharedPart.Use(whole, i));
    }
  }

  /** The phrases to look for. */
  List<ListedPhrase> lookedFor() {
    return lookedFor;
  }

  /** How many parts of combinations there are. */
  int partCount() {
    return parts.size();
  }

  int combinationCount() {
    return combinationCount;
  }
}
