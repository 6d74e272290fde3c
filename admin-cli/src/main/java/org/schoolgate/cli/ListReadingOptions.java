package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.gateway.control.SentFile;
import picocli.CommandLine.Option;

/** How a list of somebody else is to be read. */
final class ListReadingOptions {

  @Option(
      names = "--category",
      paramLabel = "ID",
      description = "What the names are, where the list does not say it.")
  @Nullable String category;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How it is written: ${COMPLETION-CANDIDATES} (default: by what is in it).")
  @Nullable ListFormat format;

  /**
   * The format, as given or by what is in the list.
   *
   * @param from where it is read from
   * @param named as whoever gave the command names it
   * @throws CommandFailure if it is no list of any format
   */
  ListFormat formatOf(SentFile from, Path named) throws IOException {
    ListFormat given = format;
    try {
      return given == null
          ? ListFormat.guess(from.path(), String.valueOf(named.getFileName()), from.cipher())
          : given;
    } catch (DamagedListException noList) {
      throw new CommandFailure(
          ExitStatus.NO, named + " is no list: " + noList.getMessage(), noList);
    }
  }
}
