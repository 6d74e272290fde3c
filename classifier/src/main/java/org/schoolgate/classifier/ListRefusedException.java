package org.schoolgate.classifier;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of the lists was refused as a whole and the lists are as they were. The message is one
 * sentence for the person who asked, with the remedy; trying again with the same input cannot help.
 */
public final class ListRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable ImportReport report;

  ListRefusedException(String message) {
    this(message, null);
  }

  ListRefusedException(String message, @Nullable ImportReport report) {
    super(message);
    this.report = report;
  }

  /** One sentence for the person who asked. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** The same behind a colon, where it goes on in a small letter. */
  public String reason() {
    String sentence = getMessage();
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  /** What an import had read when it was refused. */
  public Optional<ImportReport> report() {
    return Optional.ofNullable(report);
  }
}
