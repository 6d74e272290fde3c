package org.schoolgate.classifier.site;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.SiteEntry.BadEntryException;
import org.schoolgate.policy.HostName;

/**
 * Names typed in Unicode that are two names of the DNS: {@code straße.de} is {@code strasse.de} by
 * IDNA 2003 and {@code xn--strae-oqa.de} by UTS 46 as browsers follow it today. Those are names
 * with a deviation character (UTS 46, 1.3): the sharp s, the final sigma and the two joiners. A
 * list that takes either name leaves the other as it was, so whoever lists it says which is meant.
 */
public final class TwofoldName {

  /** Why such a line of a list is not taken; without the name, like every such reason. */
  static final String REASON =
      "a letter (\u00df, \u03c2 or a joiner) that older and newer browsers read as two names; it"
          + " has to be written in its form with xn--";

  /** What IDNA takes for a dot. */
  private static final Pattern DOT = Pattern.compile("[.\u3002\uff0e\uff61]");

  private TwofoldName() {}

  /** Whether a name has a character that makes two names of it. */
  static boolean is(String name) {
    return name.chars().anyMatch(TwofoldName::isDeviation);
  }

  private static boolean isDeviation(int c) {
    return c == '\u00df' || c == '\u1e9e' || c == '\u03c2' || c == '\u200c' || c == '\u200d';
  }

  /**
   * Refuses one that a person has typed, naming both.
   *
   * @throws BadEntryException if it is one
   */
  static void refuse(String name) throws BadEntryException {
    Optional<String> names = bothOf(name);
    if (names.isPresent()) {
      throw new BadEntryException(names.get());
    }
  }

  /**
   * What a name that a person has typed is, if it is two, and what to do; empty if it is one.
   *
   * @param name in Unicode, whatever its case
   */
  public static Optional<String> bothOf(String name) {
    if (!is(name) || name.length() > HostName.CHARS_MAX) {
      return Optional.empty();
    }
    // IDNA 2003 knows no capital sharp s; whoever followed it later read it as the small one.
    String older = canonical(name.replace('\u1e9e', '\u00df'));
    String newer = newer(name);
    if (older == null || newer == null) {
      return Optional.of(REASON);
    }
    return Optional.of(
        "it is two names, "
            + older
            + " in older browsers and "
            + newer
            + " in newer ones; write the one that is meant, or each in turn");
  }

  private static @Nullable String canonical(String name) {
    try {
      return HostName.parse(name).text();
    } catch (IllegalArgumentException noName) {
      return null;
    }
  }

  /** By UTS 46 without its transition: small letters in their compatible form, and Punycode. */
  private static @Nullable String newer(String name) {
    StringBuilder small = new StringBuilder(name.length());
    // Letter by letter, since a sigma is never made a final one.
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .forEach(c -> small.appendCodePoint(Character.toLowerCase(c)));
    String[] labels = DOT.split(Normalizer.normalize(small, Normalizer.Form.NFC));
    if (Arrays.stream(labels).anyMatch(label -> label.length() > Punycode.CHARS_MAX)) {
      return null;
    }
    return canonical(
        Arrays.stream(labels)
            .map(label -> label.chars().allMatch(c -> c < 0x80) ? label : Punycode.label(label))
            .collect(Collectors.joining(".")));
  }
}
