package org.schoolgate.cli.config;

import java.util.List;

/** A configuration that is not used, because something in it is wrong. */
public final class ConfigRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ConfigRefused(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** A refusal for one problem. */
  public ConfigRefused(String problem) {
    this(List.of(problem));
  }

  /** Each problem as {@code file:line: what is wrong; what to do}. */
  public List<String> problems() {
    return problems;
  }
}
