package org.schoolgate.classifier.text;

/**
 * What is wrong with a line of a phrase file or of a table of clues; the message says what to write
 * instead.
 */
final class WrongLineException extends Exception {

  private static final long serialVersionUID = 1L;

  WrongLineException(String message) {
    super(message);
  }

  WrongLineException(String message, Throwable cause) {
    super(message, cause);
  }
}
