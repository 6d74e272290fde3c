package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the words of phrases that a misspelt word may be meant for, by slips of the finger or by
 * ear.
 *
 * <p>Each word of the phrases is kept under itself and under what is left when one letter of it is
 * left out, or two of a long one, and a misspelt word is looked for under the same of its own
 * (Garbe's symmetric deletion, SymSpell): the look-ups that a word takes depend on its own length
 * alone. What is found that way is measured by {@link Typing}. Beside that each word is kept under
 * its {@link Sounds}.
 *
 * <p>The index is sorted hashes with the number of a word in their lowest bits, and holds at most
 * {@link #ENTRIES_MAX}; the words that most phrases have come first. Words that are likelier meant
 * for another English word are left alone, and phrases of other languages are not looked at: how
 * those are spelt is not known here. Immutable and thread-safe.
 */
final class Misspellings {

  /** The most entries of the index, of 8 bytes. */
  static final int ENTRIES_MAX = 1 << 20;

  private static final int WORD_CHARS_MIN = 3;

  /** Of words that are in no dictionary. */
  private static final int OTHER_WORD_CHARS_MIN = 5;

  private static final int LONG_OTHER_WORD_CHARS = 7;
  private static final int SHORT_OTHER_DISTANCE_MAX = 7;

  /** What is as long and in no dictionary is the name of a substance or a thing. */
  private static final int NAME_CHARS = 9;

  /** In shorter words a slip makes too many others. */
  private static final int SLIP_WORD_CHARS_MIN = 4;

  private static final int WORD_CHARS_MAX = 20;

  /** Of words from so long on, two letters may be wrong. */
  private static final int LONG_WORD_CHARS = 8;

  private static final int SOUND_WORD_CHARS_MIN = 5;
  private static final int SOUND_CHARS_MIN = 3;
  private static final int SOUND_DISTANCE_MAX = 5 * Typing.SLIP;

  /** The consonants of a short word are those of many. */
  private static final int SHORT_SOUND_WORD_CHARS = 6;

  private static final int SOUND_COST = 15;

  /** What sounds the same, vowels and all, is likelier than a slip. */
  private static final int SAME_SOUND_COST = 6;

  /** So much more, and a word of phrases is still as likely as a common one. */
  private static final int AS_LIKELY = 3;

  private static final int SOUND_LENGTHS_APART_MAX = 3;

  private static final int NUMBER_BITS = 18;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
  private static final long OF_SOUND = 0x9E3779B97F4A7C15L;
  private static final long OF_PRONUNCIATION = 0xC2B2AE3D27D4EB4FL;

  private final String[] words;
  private final int[] phrasesWith;
  private final long[] index;
  private final WordSet known;

  /** Held here so that it is unpacked with the phrases, and not when somebody first types. */
  private final WordSet common = WordFiles.common();

  private final WordSet home = WordFiles.home();

  private record Candidate(String word, int slips, int cost) {}

  Misspellings(Iterable<ListedPhrase> phrases) {
    Map<String, Integer> counts = new HashMap<>();
    for (ListedPhrase phrase : phrases) {
      if (phrase.terms().isEnglish() && Math.max(phrase.typedWeight(), phrase.shownWeight()) > 0) {
        for (String word : phrase.pattern().strip().split(" ", -1)) {
          if (isLatin(word) && word.length() <= WORD_CHARS_MAX) {
            counts.merge(word, phrase.uses(), Integer::sum);
          }
        }
      }
    }
    WordSet.Builder all = new WordSet.Builder();
    counts.keySet().forEach(word -> all.add(WordSet.hash(word)));
    known = all.build();
    words =
        counts.keySet().stream()
            .filter(word -> word.length() >= WORD_CHARS_MIN)
            .sorted(
                Comparator.<String>comparingInt(word -> -counts.getOrDefault(word, 0))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(NUMBER_MASK)
            .toArray(String[]::new);
    phrasesWith = Arrays.stream(words).mapToInt(word -> counts.getOrDefault(word, 0)).toArray();
    index = index();
  }

  private long[] index() {
    Entries entries = new Entries();
    for (int number = 0; number < words.length && !entries.isFull(); number++) {
      String word = words[number];
      entries.add(WordSet.hash(Pronunciation.of(word)) ^ OF_PRONUNCIATION, number);
      if (word.length() < SLIP_WORD_CHARS_MIN) {
        continue;
      }
      for (long hash : withoutLetters(word, slipsIn(word.length()))) {
        entries.add(hash, number);
      }
      String sound = Sounds.of(word);
      if (word.length() >= SOUND_WORD_CHARS_MIN && sound.length() >= SOUND_CHARS_MIN) {
        entries.add(WordSet.hash(sound) ^ OF_SOUND, number);
      }
    }
    return entries.sorted();
  }

  static boolean isLatin(CharSequence word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return word.length() > 0;
  }

  /** Whether it is frequent in a language that pupils speak at home. */
  boolean isOfHome(String word) {
    return home.contains(WordSet.hash(word));
  }

  /** Whether it is a word that is spelt rightly, or at least usually. */
  boolean isCommon(CharSequence word) {
    return isCommon(WordSet.hash(word));
  }

  boolean isCommon(long hash) {
    return common.contains(hash);
  }

  /** Whether a phrase has this very word. */
  boolean knows(CharSequence word) {
    return knows(WordSet.hash(word));
  }

  boolean knows(long hash) {
    return known.contains(hash);
  }

  /** How many entries the index has. */
  int entryCount() {
    return index.length;
  }

  /**
   * What a word of a to z may be meant for, the likeliest first.
   *
   * @param most how many at the most
   */
  List<String> meant(String typed, int most) {
    if (typed.length() < WORD_CHARS_MIN || typed.length() > WORD_CHARS_MAX) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    for (long hash : withoutLetters(typed, slipsIn(typed.length() + 1))) {
      eachUnder(hash, number -> slip(typed, number, candidates));
    }
    eachUnder(
        WordSet.hash(Sounds.of(typed)) ^ OF_SOUND, number -> sound(typed, number, candidates));
    eachUnder(
        WordSet.hash(Pronunciation.of(typed)) ^ OF_PRONUNCIATION,
        number -> pronounced(typed, number, candidates));
    int other = costOfCommonWord(typed);
    candidates.removeIf(candidate -> candidate.slips() > other + AS_LIKELY);
    return best(candidates, most);
  }

  private static List<String> best(List<Candidate> candidates, int most) {
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::cost).thenComparing(Candidate::word))
        .map(Candidate::word)
        .distinct()
        .limit(most)
        .toList();
  }

  /**
   * Which words of phrases a word may be of which some letters are masked, those first that most
   * phrases have.
   */
  List<String> masked(String masked, int most) {
    String shown = masked.replace(String.valueOf(Disguise.MASKED), "");
    int hidden = masked.length() - shown.length();
    if (masked.length() < SLIP_WORD_CHARS_MIN
        || masked.length() > WORD_CHARS_MAX
        || hidden > slipsIn(masked.length())) {
      return List.of();
    }
    List<Candidate> candidates = new ArrayList<>();
    eachUnder(
        WordSet.hash(shown),
        number -> {
          if (fits(masked, words[number])) {
            add(number, 0, candidates);
          }
        });
    return best(candidates, most);
  }

  private static boolean fits(String masked, String word) {
    boolean fits = masked.length() == word.length();
    for (int i = 0; i < masked.length() && fits; i++) {
      fits = masked.charAt(i) == word.charAt(i) || masked.charAt(i) == Disguise.MASKED;
    }
    return fits;
  }

  private void slip(String typed, int number, List<Candidate> into) {
    String word = words[number];
    if (beginsAlike(typed, word)) {
      int distance = Typing.distance(typed, word);
      if (distance <= (isCommon(word) ? distanceMax(word.length()) : distanceOfOther(word))) {
        add(number, distance, into);
      }
    }
  }

  private void sound(String typed, int number, List<Candidate> into) {
    String word = words[number];
    if (typed.length() >= SOUND_WORD_CHARS_MIN - 1
        && isCommon(word)
        && Math.abs(typed.length() - word.length()) <= SOUND_LENGTHS_APART_MAX
        && Sounds.of(typed).equals(Sounds.of(word))
        && Typing.distance(typed, word) <= soundDistanceMax(typed.length())) {
      add(number, SOUND_COST, into);
    }
  }

  private void pronounced(String typed, int number, List<Candidate> into) {
    String word = words[number];
    if (isCommon(word) && Pronunciation.of(typed).equals(Pronunciation.of(word))) {
      add(number, SAME_SOUND_COST, into);
    }
  }

  /** What it costs at the least to make a common word of it by one slip. */
  private int costOfCommonWord(String typed) {
    int best = Integer.MAX_VALUE - AS_LIKELY;
    StringBuilder word = new StringBuilder(typed);
    for (int i = 1; i <= typed.length(); i++) {
      for (char c = 'a'; c <= 'z'; c++) {
        best = Math.min(best, costIfCommon(typed, word.insert(i, c)));
        word.deleteCharAt(i);
      }
      if (i < typed.length()) {
        char own = typed.charAt(i);
        best = Math.min(best, costIfCommon(typed, word.deleteCharAt(i)));
        word.insert(i, own);
        for (char c = 'a'; c <= 'z'; c++) {
          word.setCharAt(i, c);
          best = Math.min(best, costIfCommon(typed, word));
        }
        word.setCharAt(i, typed.charAt(i - 1));
        word.setCharAt(i - 1, own);
        best = Math.min(best, costIfCommon(typed, word));
        word.setCharAt(i - 1, typed.charAt(i - 1));
        word.setCharAt(i, own);
      }
    }
    return best;
  }

  private int costIfCommon(String typed, CharSequence word) {
    return isCommon(word) ? Typing.distance(typed, word) : Integer.MAX_VALUE;
  }

  /** Of two that cost the same, the one that more phrases have is likelier. */
  private void add(int number, int cost, List<Candidate> into) {
    int common = 32 - Integer.numberOfLeadingZeros(phrasesWith[number]);
    into.add(new Candidate(words[number], cost, cost * 2 - common));
  }

  /** The first letter is nearly always right, or exchanged with the second. */
  private static boolean beginsAlike(String typed, String word) {
    return typed.charAt(0) == word.charAt(0)
        || (typed.charAt(0) == word.charAt(1) && typed.charAt(1) == word.charAt(0));
  }

  private static int slipsIn(int chars) {
    return chars >= LONG_WORD_CHARS ? 2 : 1;
  }

  private static int distanceMax(int chars) {
    return chars <= 4 ? 8 : chars <= 6 ? Typing.SLIP : chars < LONG_WORD_CHARS ? 14 : 20;
  }

  private static int soundDistanceMax(int chars) {
    return chars < SHORT_SOUND_WORD_CHARS ? 3 * Typing.SLIP : SOUND_DISTANCE_MAX;
  }

  /** Words that are in no dictionary are spellings of others already, or names. */
  private static int distanceOfOther(String word) {
    int length = word.length();
    if (length < OTHER_WORD_CHARS_MIN || length >= NAME_CHARS) {
      return length < OTHER_WORD_CHARS_MIN ? -1 : distanceMax(length);
    }
    return length < LONG_OTHER_WORD_CHARS ? SHORT_OTHER_DISTANCE_MAX : Typing.SLIP;
  }

  /** Hashes of a word, and of what is left of it without one letter, or two. */
  private static long[] withoutLetters(String word, int slips) {
    int length = word.length();
    long[] hashes = new long[1 + length + (slips > 1 ? length * (length - 1) / 2 : 0)];
    int count = 0;
    hashes[count++] = WordSet.hash(word);
    for (int i = 0; i < length; i++) {
      hashes[count++] = hashWithout(word, i, length);
      for (int j = i + 1; j < length && slips > 1; j++) {
        hashes[count++] = hashWithout(word, i, j);
      }
    }
    return hashes;
  }

  private static long hashWithout(String word, int one, int another) {
    long hash = WordSet.hashOfNothing();
    for (int i = 0; i < word.length(); i++) {
      if (i != one && i != another) {
        hash = WordSet.hashOn(hash, word.charAt(i));
      }
    }
    return hash;
  }

  private interface Numbers {
    void take(int number);
  }

  private void eachUnder(long hash, Numbers numbers) {
    long first = hash & ~NUMBER_MASK;
    int found = Arrays.binarySearch(index, first);
    for (int i = found < 0 ? -found - 1 : found;
        i < index.length && (index[i] & ~NUMBER_MASK) == first;
        i++) {
      numbers.take((int) (index[i] & NUMBER_MASK));
    }
  }

  /** Gathers the index. */
  private static final class Entries {
    private long[] entries = new long[1024];
    private int count;

    boolean isFull() {
      return count == ENTRIES_MAX;
    }

    void add(long hash, int number) {
      if (count < ENTRIES_MAX) {
        if (count == entries.length) {
          entries = Arrays.copyOf(entries, Math.min(ENTRIES_MAX, count * 2));
        }
        entries[count++] = (hash & ~NUMBER_MASK) | number;
      }
    }

    long[] sorted() {
      return Arrays.stream(entries, 0, count).sorted().distinct().toArray();
    }
  }
}
