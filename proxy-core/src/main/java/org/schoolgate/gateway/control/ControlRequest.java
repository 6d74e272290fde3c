package org.schoolgate.gateway.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line to be carried out by the gateway.
 *
 * @param arguments the words after {@code schoolgate}
 * @param files the files that were sent along, by the name that the caller has for each: the
 *     gateway's copies, which are gone when the command is done
 * @param config the configuration folder that the caller named; null if it named none
 * @param secrets passwords that the caller typed, in the order in which the command asks for them;
 *     never logged
 * @param unixUser who asks, as the kernel says
 */
public record ControlRequest(
    List<String> arguments,
    Map<String, SentFile> files,
    @Nullable Path config,
    List<char[]> secrets,
    String unixUser) {

  /** Copies the lists. */
  public ControlRequest {
    arguments = List.copyOf(arguments);
    files = Map.copyOf(files);
    secrets = List.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "control request of " + unixUser;
  }
}
