package org.schoolgate.policy;

import java.util.Set;

/**
 * How a phrase that was found counts, and why it counts more or less than its list says.
 *
 * @param listed what its list says that it counts
 * @param decided what it adds to the sum that decides
 * @param audiences whom it counts for; empty for everybody
 * @param why why it counts otherwise than its list says; empty if it does not
 */
public record Counting(int listed, int decided, Set<Audience> audiences, Set<Why> why) {

  /** What changes how much a phrase counts. */
  public enum Why {
    /** It was found before: each further time counts half of the time before. */
    REPEATED("repeated"),
    /** It stands in a title or a heading, where it counts double once. */
    HEADING("heading"),
    /** It is weak, and the page so long that it has words of everything. */
    LONG_PAGE("long-page"),
    /** It is typed in a sentence that is written out, in a long text, by nobody about himself. */
    PROSE("prose"),
    /** Words that share or stand near its own say that something else is meant. */
    EXCUSED("excused"),
    /** The words before it say that it is not so: it goes on record and blocks nothing. */
    DENIED("denied"),
    /** Its list says that it goes on record and blocks nothing. */
    NOTICED("noticed"),
    /** It is no phrase of a list, but words that harmful texts have more often than harmless. */
    CLUES("clues");

    private final String id;

    Why(String id) {
      this.id = id;
    }

    /** As scripts know it. */
    public String id() {
      return id;
    }
  }

  /** Copies what it is given. */
  public Counting {
    audiences = Set.copyOf(audiences);
    why = Set.copyOf(why);
  }

  /** What counts as its list says, for everybody. */
  public static Counting asListed(int weight) {
    return new Counting(weight, weight, Set.of(), Set.of());
  }

  /** Whether it is no phrase of a list, but words that say something by what is beside them. */
  public boolean isOfClues() {
    return why.contains(Why.CLUES);
  }

  /** Whether it counts for an audience. */
  public boolean isFor(Audience audience) {
    return audiences.isEmpty() || audiences.contains(audience);
  }
}
