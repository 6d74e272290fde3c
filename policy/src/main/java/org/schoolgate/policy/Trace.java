package org.schoolgate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps that led to a decision, in words, for {@code schoolgate explain}. The request path uses
 * {@link #NONE}, which keeps nothing and asks for no text to be made.
 */
public final class Trace {

  /** Keeps nothing. */
  public static final Trace NONE = new Trace(false);

  private final boolean wanted;
  private final List<String> steps = new ArrayList<>();

  private Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** A trace that keeps its steps. Not thread-safe. */
  public static Trace kept() {
    return new Trace(true);
  }

  /** Whether it is worth making the text of a step. */
  public boolean wanted() {
    return wanted;
  }

  /** Adds a step if this trace keeps any. */
  public void step(String text) {
    if (wanted) {
      steps.add(text);
    }
  }

  /** The steps so far. */
  public List<String> steps() {
    return List.copyOf(steps);
  }
}
