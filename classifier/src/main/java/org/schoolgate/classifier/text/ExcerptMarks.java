package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;

/**
 * Finds where the phrases on record stand in an excerpt, so that whoever reviews it sees them at
 * once.
 *
 * <p>Robert-bor's Aho-Corasick looks for them in the folded excerpt, which keeps the way back to
 * each character. What it does not find is disguised there, and is found as the gateway found it.
 * Thread-safe; for texts of a few hundred characters.
 */
public final class ExcerptMarks {

  /** Combinations are recorded whole; each of their parts is marked. */
  private static final String BETWEEN_PARTS = "\\s*\\u2026\\s*";

  private ExcerptMarks() {}

  /**
   * A stretch of an excerpt.
   *
   * @param start its first character
   * @param end the one after its last
   */
  public record Mark(int start, int end) {}

  /** Marks phrases in a text: {@code »} before and {@code «} after each. */
  public static String mark(String excerpt, Collection<String> phrases, Category category) {
    StringBuilder marked = new StringBuilder(excerpt);
    List<Mark> marks = of(excerpt, phrases, category);
    for (int i = marks.size() - 1; i >= 0; i--) {
      marked.insert(marks.get(i).end(), '\u00AB').insert(marks.get(i).start(), '\u00BB');
    }
    return marked.toString();
  }

  /**
   * Where phrases stand in a text, in order and apart from each other.
   *
   * @param phrases as their files spell them
   * @param category what they speak of
   */
  static List<Mark> of(String excerpt, Collection<String> phrases, Category category) {
    List<ListedPhrase> listed = new ArrayList<>();
    for (String phrase : phrases) {
      for (String part : phrase.split(BETWEEN_PARTS, -1)) {
        PhrasePattern pattern = PhrasePattern.of(part);
        if (pattern.problem() == null) {
          listed.add(new ListedPhrase(category, part, "record", pattern.pattern(), 1, 1));
        }
      }
    }
    List<Mark> marks = new ArrayList<>();
    if (listed.isEmpty()) {
      return marks;
    }
    List<ListedPhrase> disguised = new ArrayList<>(listed);
    Folded folded = Folded.of(excerpt);
    PayloadTrie.PayloadTrieBuilder<ListedPhrase> trie = PayloadTrie.builder();
    listed.forEach(phrase -> trie.addKeyword(phrase.pattern(), phrase));
    for (PayloadEmit<ListedPhrase> found : trie.build().parseText(folded.text())) {
      disguised.remove(found.getPayload());
      marks.add(folded.mark(found.getStart(), found.getEnd()));
    }
    if (!disguised.isEmpty()) {
      marks.addAll(disguised(excerpt, disguised));
    }
    return apart(marks);
  }

  private static List<Mark> disguised(String excerpt, List<ListedPhrase> phrases) {
    OpaqueIds nobodyReadsThem = new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]);
    TextScan scan = new TextScan(PhraseBook.of(phrases), nobodyReadsThem, Origin.TYPED);
    for (int i = 0; i < excerpt.length(); i++) {
      scan.main().append(excerpt.charAt(i), i);
    }
    scan.finish(excerpt.length());
    List<Mark> marks = new ArrayList<>();
    for (Match.Phrase match : scan.findings().matches()) {
      int start = (int) match.offset();
      marks.add(new Mark(start, Math.min(excerpt.length(), start + match.length())));
    }
    return marks;
  }

  private static List<Mark> apart(List<Mark> marks) {
    List<Mark> apart = new ArrayList<>();
    marks.sort(Comparator.comparingInt(Mark::start));
    for (Mark mark : marks) {
      Mark before = apart.isEmpty() ? new Mark(0, 0) : apart.get(apart.size() - 1);
      if (mark.start() >= before.end() && mark.end() > mark.start()) {
        apart.add(mark);
      } else if (mark.end() > before.end()) {
        apart.set(apart.size() - 1, new Mark(before.start(), mark.end()));
      }
    }
    return apart;
  }

  /** Folded text, a space for each boundary, with the place of each of its characters. */
  private record Folded(String text, List<Integer> places) {

    static Folded of(String excerpt) {
      StringBuilder text = new StringBuilder(" ");
      List<Integer> places = new ArrayList<>(List.of(0));
      for (int i = 0; i < excerpt.length(); i += Character.charCount(excerpt.codePointAt(i))) {
        String letters = TextFold.foldCodePoint(excerpt.codePointAt(i)).replace('-', ' ');
        for (int j = 0; j < letters.length(); j++) {
          if (letters.charAt(j) != ' ' || text.charAt(text.length() - 1) != ' ') {
            text.append(letters.charAt(j));
            places.add(i);
          }
        }
      }
      text.append(' ');
      places.add(excerpt.length());
      return new Folded(text.toString(), places);
    }

    /** The stretch of a match, without the boundaries at its ends. */
    Mark mark(int first, int last) {
      int from = text.charAt(first) == ' ' ? first + 1 : first;
      int to = text.charAt(last) == ' ' ? last - 1 : last;
      return new Mark(places.get(from), places.get(to) + 1);
    }
  }
}
