package org.schoolgate.console.report;

import java.util.List;

/**
 * What the effectiveness report tells.
 *
 * @param schoolName whose configuration was measured
 * @param madeOn when, in words
 * @param group the title of the group that every case was tried for; empty if each had its own
 * @param halves the halves of the corpus
 * @param missed the harmful cases of the tuning half that were not found
 * @param blocked the benign cases of the tuning half that were blocked
 * @param noticed the benign cases of the tuning half that passed but were recorded
 */
public record EffectivenessFacts(
    String schoolName,
    String madeOn,
    String group,
    List<Half> halves,
    List<Failure> missed,
    List<Failure> blocked,
    List<Failure> noticed) {

  /** Copies the lists. */
  public EffectivenessFacts {
    halves = List.copyOf(halves);
    missed = List.copyOf(missed);
    blocked = List.copyOf(blocked);
    noticed = List.copyOf(noticed);
  }

  /**
   * The score of one filter beside that of a plain keyword filter with the same phrases.
   *
   * @param name of what, as scripts know it: a category, a disguise, all
   * @param title the same in words
   */
  public record Compared(
      String name, String title, EffectivenessScore ours, EffectivenessScore plain) {}

  /**
   * The scores of a half.
   *
   * @param title its name
   * @param all of all its cases
   * @param breakdowns of parts of them
   */
  public record Half(String title, Compared all, List<Breakdown> breakdowns) {

    /** Copies the list. */
    public Half {
      breakdowns = List.copyOf(breakdowns);
    }
  }

  /**
   * The scores of the parts of a half.
   *
   * @param by what the parts differ by, one word that scripts know
   * @param title the same as a heading
   * @param kind which cases have such a part
   * @param parts the scores
   */
  public record Breakdown(String by, String title, Cases kind, List<Compared> parts) {

    /** Copies the list. */
    public Breakdown {
      parts = List.copyOf(parts);
    }
  }

  /** Which cases a breakdown is of. */
  public enum Cases {
    /** Those that must be noticed. */
    HARMFUL,
    /** Those that must be let through. */
    BENIGN,
    /** Both. */
    BOTH
  }

  /**
   * A case that came out wrong.
   *
   * @param scripts with ids and tags
   * @param people in words
   * @param text what was typed or shown
   */
  public record Failure(Told scripts, Told people, String text) {}

  /**
   * What is told of a case.
   *
   * @param where its origin, group, language and disguise
   * @param about its topic, or the categories that it has
   * @param why what was made of it
   */
  public record Told(String where, String about, String why) {}
}
