package org.schoolgate.classifier.text;

import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.Scanner;
import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.netty.buffer.search.AbstractMultiSearchProcessorFactory;
import io.netty.buffer.search.AhoCorasicSearchProcessorFactory;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.ahocorasick.trie.PayloadTrie;

/** One of the engines that look for many phrases, ours and its peers, over the same folded text. */
enum PhraseEngine {
  /** What the gateway uses. */
  SCHOOLGATE {
    @Override
    Counter open(List<ListedPhrase> phrases) {
      PhraseScanner.Scan scan = new WordScanner(phrases).begin();
      long[] found = new long[1];
      return text -> {
        for (int from = 0; from < text.length; from += BLOCK_CHARS) {
          int to = Math.min(text.length, from + BLOCK_CHARS);
          scan.scan(text, from, to, (all, start, end) -> found[0]++);
        }
        return found[0];
      };
    }
  },

  /** org.ahocorasick, the oracle of our tests. */
  ROBERT_BOR {
    @Override
    Counter open(List<ListedPhrase> phrases) {
      PayloadTrie.PayloadTrieBuilder<ListedPhrase> builder = PayloadTrie.builder();
      phrases.forEach(phrase -> builder.addKeyword(phrase.pattern(), phrase));
      PayloadTrie<ListedPhrase> trie = builder.build();
      long[] found = new long[1];
      return text -> {
        trie.parseText(
            CharBuffer.wrap(text),
            emit -> {
              found[0]++;
              return true;
            });
        return found[0];
      };
    }
  },

  /** com.hankcs, a double array. */
  HANKCS {
    @Override
    Counter open(List<ListedPhrase> phrases) {
      TreeMap<String, ListedPhrase> byPattern = new TreeMap<>();
      phrases.forEach(phrase -> byPattern.put(phrase.pattern(), phrase));
      AhoCorasickDoubleArrayTrie<ListedPhrase> trie = new AhoCorasickDoubleArrayTrie<>();
      trie.build(byPattern);
      long[] found = new long[1];
      return text -> {
        trie.parseText(text, (begin, end, phrase) -> found[0]++);
        return found[0];
      };
    }
  },

  /** Netty's search processor; it takes bytes, and tells one phrase at each of them. */
  NETTY {
    @Override
    Counter open(List<ListedPhrase> phrases) {
      byte[][] needles =
          phrases.stream()
              .map(phrase -> phrase.pattern().getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new);
      AhoCorasicSearchProcessorFactory.Processor processor =
          AbstractMultiSearchProcessorFactory.newAhoCorasicSearchProcessorFactory(needles)
              .newSearchProcessor();
      return text -> {
        long found = 0;
        for (byte b : new String(text).getBytes(StandardCharsets.UTF_8)) {
          found += processor.process(b) ? 0 : 1;
        }
        return found;
      };
    }
  },

  /** Hyperscan through com.gliwka's wrapper. */
  HYPERSCAN {
    @Override
    Counter open(List<ListedPhrase> phrases) throws CompileErrorException {
      List<Expression> expressions = new ArrayList<>();
      for (ListedPhrase phrase : phrases) {
        String literally = phrase.pattern().replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0");
        expressions.add(new Expression(literally, expressions.size()));
      }
      Database database = Database.compile(expressions);
      Scanner scanner = new Scanner();
      scanner.allocScratch(database);
      return text -> {
        long found = 0;
        for (int from = 0; from < text.length; from += BLOCK_CHARS) {
          int count = Math.min(text.length - from, BLOCK_CHARS);
          found += scanner.scan(database, new String(text, from, count)).size();
        }
        return found;
      };
    }
  };

  private static final int BLOCK_CHARS = 8192;

  /** Counts the phrases in a text. */
  @FunctionalInterface
  interface Counter {
    long count(char[] text);
  }

  /**
   * Makes its tables.
   *
   * @throws CompileErrorException if Hyperscan takes a phrase for no expression
   */
  abstract Counter open(List<ListedPhrase> phrases) throws CompileErrorException;
}
