package org.schoolgate.classifier.text;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ahocorasick.trie.PayloadTrie;

/** Robert Bor's Aho-Corasick automaton as a {@link PhraseScanner}: what ours must agree with. */
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
  public Scan begin() {
    return this::scan;
  }

  private void scan(char[] text, int from, int to, Sink sink) {
    trie.parseText(
        CharBuffer.wrap(text, from, to - from),
        emit -> {
          sink.found(emit.getPayload(), from + emit.getStart(), from + emit.getEnd() + 1);
          return true;
        });
  }

  @Override
  public int patternCharsMax() {
    return patternCharsMax;
  }
}
