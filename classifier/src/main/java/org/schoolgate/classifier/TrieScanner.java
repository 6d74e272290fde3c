package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ahocorasick.trie.PayloadTrie;

/** The {@link PhraseScanner} on Robert Bor's Aho-Corasick automaton. */
final class TrieScanner implements PhraseScanner {

  private final PayloadTrie<List<ListedPhrase>> trie;
  private final int patternCharsMax;

  TrieScanner(Iterable<ListedPhrase> phrases) {
    Map<String, List<ListedPhrase>> byPattern = new LinkedHashMap<>();
    int longest = 0;
    for (ListedPhrase phrase : phrases) {
      byPattern.computeIfAbsent(phrase.pattern(), isNew -> new ArrayList<>()).add(phrase);
      longest = Math.max(longest, phrase.pattern().length());
    }
    PayloadTrie.PayloadTrieBuilder<List<ListedPhrase>> builder = PayloadTrie.builder();
    byPattern.forEach((pattern, all) -> builder.addKeyword(pattern, List.copyOf(all)));
    this.trie = builder.build();
    this.patternCharsMax = longest;
  }

  @Override
  public void scan(CharSequence text, Sink sink) {
    trie.parseText(
        text,
        emit -> {
          sink.found(emit.getPayload(), emit.getStart(), emit.getEnd() + 1);
          return true;
        });
  }

  @Override
  public int patternCharsMax() {
    return patternCharsMax;
  }
}
