package org.schoolgate.cli;

import java.util.regex.Pattern;

/** A word of a command line that is printed to be typed again. */
final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private ShellWord() {}

  /** The word as a POSIX shell must be given it, so that nothing in it is a command. */
  static String of(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
