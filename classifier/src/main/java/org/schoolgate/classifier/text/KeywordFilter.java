package org.schoolgate.classifier.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * The yardstick beside which our own engine is measured: our phrases as a plain keyword filter
 * looks for them, with Robert Bor's Aho-Corasick automaton. Text is taken as it comes, in lower
 * case; words are whole; no disguise, misspelling or markup is undone. Weights, repeats and excuses
 * add up as ours do on a page. Thread-safe; not for the request path.
 */
public final class KeywordFilter {

  private final PayloadTrie<List<ListedPhrase>> trie;

  private KeywordFilter(PayloadTrie<List<ListedPhrase>> trie) {
    this.trie = trie;
  }

  /**
   * Reads the phrase files in the folders.
   *
   * @throws IOException if a file cannot be read
   * @throws PhraseFileException if anything in them is wrong
   */
  public static KeywordFilter read(List<Path> folders, CategoryTable categories)
      throws IOException, PhraseFileException {
    return of(PhraseFiles.phrases(folders, categories));
  }

  static KeywordFilter of(Collection<ListedPhrase> phrases) {
    Map<String, List<ListedPhrase>> byWords = new HashMap<>();
    for (ListedPhrase phrase : phrases) {
      if (phrase.combination() != null || phrase.terms().exception()) {
        continue;
      }
      byWords.computeIfAbsent(words(phrase), isNew -> new ArrayList<>()).add(phrase);
    }
    PayloadTrie.PayloadTrieBuilder<List<ListedPhrase>> builder = PayloadTrie.builder();
    byWords.forEach((words, all) -> builder.addKeyword(words, List.copyOf(all)));
    return new KeywordFilter(builder.build());
  }

  private static String words(ListedPhrase phrase) {
    return phrase.text().replace("*", "").toLowerCase(Locale.ROOT);
  }

  /** The phrases in a text. */
  public TextFindings scan(String text, Origin origin) {
    String lower = text.toLowerCase(Locale.ROOT);
    Map<ListedPhrase, Integer> seen = new HashMap<>();
    Map<Category, Integer> weights = new HashMap<>();
    List<Match.Phrase> matches = new ArrayList<>();
    for (PayloadEmit<List<ListedPhrase>> emit : trie.parseText(lower)) {
      for (ListedPhrase phrase : emit.getPayload()) {
        int weight = phrase.weight(origin);
        if (weight != 0 && isWhole(phrase, lower, emit.getStart(), emit.getEnd() + 1)) {
          int before = seen.merge(phrase, 1, Integer::sum) - 1;
          if (before < PageTally.REPEATS_MAX) {
            weights.merge(phrase.category(), weight >> before, Integer::sum);
            matches.add(match(phrase, weight >> before, emit, origin));
          }
        }
      }
    }
    return new TextFindings(origin, weights, matches);
  }

  private static boolean isWhole(ListedPhrase phrase, String text, int start, int end) {
    boolean starts = start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return (starts || !phrase.startsAtWord()) && (ends || !phrase.endsAtWord());
  }

  private static Match.Phrase match(
      ListedPhrase phrase, int weight, PayloadEmit<List<ListedPhrase>> emit, Origin origin) {
    return new Match.Phrase(
        phrase.category(),
        phrase.text(),
        phrase.source(),
        weight,
        emit.getStart(),
        emit.getEnd() + 1 - emit.getStart(),
        origin,
        "");
  }
}
