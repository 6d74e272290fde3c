package org.schoolgate.policy;

/** A list entry or phrase that was found: the evidence behind a {@link Classification}. */
public sealed interface Match {

  /** What the match says the target or text is. */
  Category category();

  /**
   * A target stands on a category list.
   *
   * @param category the list's category
   * @param entry the entry that covers the target, for example {@code example.com}; an opaque id
   *     for an illegal category (S62)
   * @param source which list holds it, for example {@code starter/gambling}
   */
  record Listed(Category category, String entry, String source) implements Match {}

  /**
   * A phrase stands in a text.
   *
   * @param category the phrase's category
   * @param phrase the phrase as its list spells it
   * @param source which phrase file holds it, for example {@code self-harm.en}
   * @param weight what it adds to the category's sum, as monitoring records it; negative where it
   *     excuses
   * @param offset characters into the decoded text
   * @param length characters
   * @param origin typed or shown
   * @param excerpt the words around it as the reviewer reads them, at most {@link #EXCERPT_MAX}
   *     characters; empty where illegal words stand in the same text (S62)
   * @param counting what it adds in the decision, and why
   */
  record Phrase(
      Category category,
      String phrase,
      String source,
      int weight,
      long offset,
      int length,
      Origin origin,
      String excerpt,
      Counting counting)
      implements Match {

    /** The most characters of surrounding text that a match carries. */
    public static final int EXCERPT_MAX = 160;

    /** One that counts as its list says, for everybody. */
    public Phrase(
        Category category,
        String phrase,
        String source,
        int weight,
        long offset,
        int length,
        Origin origin,
        String excerpt) {
      this(
          category,
          phrase,
          source,
          weight,
          offset,
          length,
          origin,
          excerpt,
          Counting.asListed(weight));
    }
  }
}
