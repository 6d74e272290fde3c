package org.schoolgate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditUnavailable;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.console.RefusedException;
import picocli.CommandLine;

/** Turns what went wrong into one sentence and an exit status; never a stack trace unless asked. */
final class Failures {

  private Failures() {}

  static int usage(CommandLine.ParameterException wrong, PrintStream err) {
    err.println("schoolgate: " + UsageSentence.of(wrong));
    return ExitStatus.USAGE;
  }

  static int report(Throwable thrown, PrintStream err, boolean verbose) {
    Throwable failure = told(thrown);
    err.println("schoolgate: " + sentence(failure));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return status(failure);
  }

  /** What people are told of: the cause where the rest is wrapping. */
  private static Throwable told(Throwable thrown) {
    Throwable cause = thrown.getCause();
    Throwable failure = thrown instanceof CompletionException && cause != null ? cause : thrown;
    AccessDeniedException denied = deniedIn(failure);
    return denied == null || denied.getFile() == null
        ? failure
        : Access.denied(Path.of(denied.getFile()), failure);
  }

  private static @Nullable AccessDeniedException deniedIn(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied;
    }
    return failure.getCause() instanceof AccessDeniedException denied ? denied : null;
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    if (failure instanceof CommandFailure
        || failure instanceof RefusedException
        || failure instanceof ListRefusedException
        || failure instanceof AuditUnavailable
        || failure instanceof IOException) {
      return message == null ? failure.getClass().getSimpleName() : message;
    }
    return "this should not have happened (" + failure + "); --verbose shows where";
  }

  private static int status(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known.status();
    }
    if (failure instanceof RefusedException refused) {
      return switch (refused.kind()) {
        case INVALID, UNKNOWN -> ExitStatus.USAGE;
        case NOT_PERMITTED, CONFLICT -> ExitStatus.NO;
      };
    }
    return failure instanceof NoSuchFileException ? ExitStatus.USAGE : ExitStatus.NO;
  }
}
