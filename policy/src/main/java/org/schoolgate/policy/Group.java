package org.schoolgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * A kind of user: a column of the policy matrix. Groups form a tree, and every value here is
 * already resolved along it.
 *
 * @param id stable name, for example {@code year-5}
 * @param title what people read, for example "Year 5"
 * @param parent id of the group above; null at the top
 * @param audience whom its members are
 * @param otherwiseOpen whether what no list names is acceptable, and to adults what no row of the
 *     matrix names; false makes the group allow-list only (printers, cameras, tills)
 * @param pageLimit the sum of phrase weights at which a page has a category
 * @param typedLimit the same for what a person typed
 * @param searches how far search engines are held to safe search (S16); never open for children
 * @param accounts whose accounts at Google and Microsoft are let in
 * @param childEngine where its members search, whatever engine they ask (LM§8); null for any
 */
public record Group(
    String id,
    String title,
    @Nullable String parent,
    Audience audience,
    boolean otherwiseOpen,
    int pageLimit,
    int typedLimit,
    SearchSafety searches,
    SchoolAccounts accounts,
    @Nullable ChildEngine childEngine) {

  /** Checks the limits. */
  public Group {
    if (pageLimit < 1 || typedLimit < 1) {
      throw new IllegalArgumentException("a phrase limit is at least 1");
    }
    if (audience.isChild() && searches == SearchSafety.OPEN) {
      throw new IllegalArgumentException("children's searches are never open");
    }
  }

  /** One whose members search on the engine that they like, and sign in with what they like. */
  public Group(
      String id,
      String title,
      @Nullable String parent,
      Audience audience,
      boolean otherwiseOpen,
      int pageLimit,
      int typedLimit,
      SearchSafety searches) {
    this(
        id,
        title,
        parent,
        audience,
        otherwiseOpen,
        pageLimit,
        typedLimit,
        searches,
        SchoolAccounts.ANY,
        null);
  }

  /** The limit for a text of that origin. */
  public int limit(Origin origin) {
    return origin == Origin.TYPED ? typedLimit : pageLimit;
  }
}
