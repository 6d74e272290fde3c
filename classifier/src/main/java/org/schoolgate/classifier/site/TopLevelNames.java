package org.schoolgate.classifier.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.policy.HostName;

/** What names of sites end in: a name with another end is most likely mistyped. */
public final class TopLevelNames {

  private static final String RESOURCE = "top-level-names.txt";

  /**
   * What networks call their own devices, and what is set aside for examples (RFC 2606, RFC 6761,
   * RFC 6762, RFC 7686, RFC 8375, RFC 9476; ICANN reserved {@code internal} in 2024).
   */
  private static final Set<String> PRIVATE =
      Set.of(
          "alt",
          "corp",
          "example",
          "home",
          "internal",
          "intranet",
          "invalid",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "onion",
          "private",
          "test");

  private static final Set<String> KNOWN = read();

  private TopLevelNames() {}

  /** All that there were in the root zone when this was made. */
  public static Set<String> known() {
    return KNOWN;
  }

  /**
   * Whether a host may be one: an address, or a name that ends in a known name or a private one.
   */
  public static boolean mayEnd(HostName host) {
    String last = host.text().substring(host.text().lastIndexOf('.') + 1);
    return host.kind() != HostName.Kind.NAME || KNOWN.contains(last) || PRIVATE.contains(last);
  }

  private static Set<String> read() {
    try (InputStream in = TopLevelNames.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.strip().split(" ")))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadableJar) {
      throw new UncheckedIOException(unreadableJar);
    }
  }
}
