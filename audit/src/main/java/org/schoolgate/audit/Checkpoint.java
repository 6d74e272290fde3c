package org.schoolgate.audit;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size and root hash of a log at one moment, as its signed note states them (C2SP
 * tlog-checkpoint).
 *
 * @param origin which log
 * @param size records covered
 * @param rootBase64 RFC 6962 root hash over them
 */
public record Checkpoint(String origin, long size, String rootBase64) {

  private static final Pattern WRITTEN_DOWN =
      Pattern.compile("([^\\s:]{1,200}):([0-9]{1,18}):([A-Za-z0-9+/]{43}=)");

  static Checkpoint of(String origin, long size, byte[] root) {
    return new Checkpoint(origin, size, Base64.getEncoder().encodeToString(root));
  }

  /** Reads what {@link #writtenDown} prints; empty if it is something else. */
  public static Optional<Checkpoint> parse(String text) {
    Matcher parts = WRITTEN_DOWN.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
            new Checkpoint(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  /** On one line, {@code origin:size:root}, to be kept outside the appliance. */
  public String writtenDown() {
    return origin + ":" + size + ":" + rootBase64;
  }
}
