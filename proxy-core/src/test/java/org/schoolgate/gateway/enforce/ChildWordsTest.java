package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.enforce.Page.Section;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;

/** What a young child reads: short sentences, short words, and none that upsets. */
class ChildWordsTest {

  private static final int SENTENCE_WORDS_MAX = 13;
  private static final int WORD_LETTERS_MAX = 10;
  private static final Set<String> NEVER =
      Set.of("suicide", "porn", "sex", "kill", "abuse", "hate", "drugs", "self-harm", "violence");

  static List<Category> categories() {
    return Notices.CATEGORIES.all();
  }

  static List<Category> legalCategories() {
    return categories().stream().filter(category -> !category.illegal()).toList();
  }

  @ParameterizedTest
  @MethodSource("categories")
  void everySentenceIsShortAndKind(Category category) {
    BlockNotice notice = Notices.blocked(Audience.YOUNG_CHILD, category.id());
    Page page =
        notice.illegal()
            ? new IllegalWords(Notices.CONTACTS).of(notice)
            : new BlockWords(Notices.CONTACTS).of(notice);
    for (String sentence : sentencesOf(page)) {
      String[] words = sentence.split("[ .?!,]+");
      assertAll(
          () -> assertTrue(words.length <= SENTENCE_WORDS_MAX, sentence),
          () ->
              assertTrue(
                  List.of(words).stream().allMatch(word -> word.length() <= WORD_LETTERS_MAX),
                  sentence),
          () ->
              assertFalse(
                  NEVER.stream().anyMatch(sentence.toLowerCase(Locale.ROOT)::contains), sentence));
    }
  }

  /** An older child reads sentences too; what the ledger says stands below them, word for word. */
  @ParameterizedTest
  @MethodSource("legalCategories")
  void anOlderChildIsToldInSentencesAndAdultsFindTheReasonBelow(Category category) {
    BlockNotice notice = Notices.blocked(Audience.PUPIL, category.id());
    Page page = new BlockWords(Notices.CONTACTS).of(notice);
    for (String sentence : page.lead()) {
      assertFalse(sentence.contains(":"), sentence);
      assertTrue(sentence.endsWith("."), sentence);
    }
    assertTrue(
        page.facts().stream()
            .anyMatch(
                fact -> fact.name().equals("Why") && fact.value().equals(BlockWords.why(notice))),
        () -> page.facts().toString());
  }

  /** Everything but the part that is folded away for a grown-up. */
  private static List<String> sentencesOf(Page page) {
    assertTrue(page.factsFolded(), "the facts are folded");
    List<String> texts = new ArrayList<>(page.lead());
    texts.add(page.title());
    texts.add(page.notice());
    for (Section section : page.sections()) {
      texts.add(section.heading());
      texts.addAll(section.sentences());
    }
    List<String> sentences = new ArrayList<>();
    texts.forEach(text -> sentences.addAll(List.of(text.split("(?<=[.?!]) "))));
    return sentences;
  }
}
