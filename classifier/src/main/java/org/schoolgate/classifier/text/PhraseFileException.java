package org.schoolgate.classifier.text;

import java.util.List;

/**
 * Phrase files are wrong and were refused as a whole. Each problem is one line, {@code file:line:
 * what is wrong}.
 */
public final class PhraseFileException extends Exception {

  /** The most problems that are told; the last one then says how many more there are. */
  public static final int PROBLEMS_MAX = 50;

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  PhraseFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All problems, a line each. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What is wrong, in the order of the files. */
  public List<String> problems() {
    return problems;
  }
}
