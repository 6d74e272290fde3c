package org.schoolgate.console.override;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

/**
 * What somebody asks to have opened, checked and in canonical spelling.
 *
 * @param group whom for: a group id
 * @param domain the site; null if it is for a category
 * @param category the category; null if it is for a site
 * @param reason why, on one line
 * @param duration how long from now
 */
public record OverrideRequest(
    String group,
    @Nullable String domain,
    @Nullable Category category,
    String reason,
    Duration duration) {

  /** The shortest. */
  public static final Duration DURATION_MIN = Duration.ofMinutes(1);

  /** The longest: what should be open for longer belongs into the policy (S34). */
  public static final Duration DURATION_MAX = Duration.ofDays(7);

  /** The most characters of a reason or a note. */
  public static final int REASON_CHARS_MAX = 500;

  /** The fewest: governors read it (S36). */
  public static final int REASON_CHARS_MIN = 5;

  /** Second labels under which registries sell names: {@code co.uk} is nobody's site. */
  private static final Set<String> REGISTRY_LABELS =
      Set.of(
          "ac", "co", "com", "edu", "gov", "ltd", "me", "mil", "mod", "net", "nhs", "nom", "or",
          "org", "plc", "police", "sch");

  /**
   * A request for a site with its sub-domains.
   *
   * @param site any spelling of a host name; no scheme, port or path
   * @throws RefusedException ({@code INVALID}) naming what is wrong
   */
  public static OverrideRequest forSite(
      String group, String site, String reason, Duration duration) {
    return new OverrideRequest(
        group, domainOf(site.strip()), null, oneLine(reason), checked(duration));
  }

  /**
   * A request for a whole category.
   *
   * @param categoryId as in {@code lists ls}
   * @throws RefusedException ({@code INVALID} or {@code UNKNOWN}) naming what is wrong; always for
   *     an illegal category (S22)
   */
  public static OverrideRequest forCategory(
      String group, String categoryId, CategoryTable table, String reason, Duration duration) {
    Category category =
        table
            .find(categoryId)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusedException.Kind.UNKNOWN,
                        "there is no category '" + categoryId + "'; see 'lists ls'"));
    if (category.illegal()) {
      throw invalid("illegal content can never be opened, by anybody");
    }
    return new OverrideRequest(group, null, category, oneLine(reason), checked(duration));
  }

  /**
   * The site's name in canonical spelling.
   *
   * @throws RefusedException ({@code INVALID}) if it is none, or all sites of a registry
   */
  public static String domainOf(String site) {
    HostName host;
    try {
      host = HostName.parse(site);
    } catch (IllegalArgumentException notAHost) {
      throw invalid("give the site's name alone, such as bbc.co.uk, without http:// or a path");
    }
    if (host.kind() == HostName.Kind.NAME && isRegistrySuffix(host.text())) {
      throw invalid("'%s' is not one site but all sites that end in it".formatted(host.text()));
    }
    return host.text();
  }

  private static boolean isRegistrySuffix(String name) {
    String parent = HostName.parentOf(name);
    if (parent == null) {
      return true;
    }
    boolean twoLabels = parent.indexOf('.') < 0;
    String first = name.substring(0, name.length() - parent.length() - 1);
    return twoLabels && parent.length() == 2 && REGISTRY_LABELS.contains(first);
  }

  /**
   * A reason without line breaks and other invisible characters, as tables and reports need it.
   *
   * @throws RefusedException ({@code INVALID}) if it is too short or too long
   */
  public static String oneLine(String reason) {
    String line = reason.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    if (line.length() < REASON_CHARS_MIN || line.length() > REASON_CHARS_MAX) {
      throw invalid(
          "say why in %d to %d characters; governors read it"
              .formatted(REASON_CHARS_MIN, REASON_CHARS_MAX));
    }
    return line;
  }

  /**
   * The duration, if an override may last so long.
   *
   * @throws RefusedException ({@code INVALID}) if not
   */
  public static Duration checked(Duration duration) {
    if (duration.compareTo(DURATION_MIN) < 0 || duration.compareTo(DURATION_MAX) > 0) {
      throw invalid("an override lasts from a minute to %d days".formatted(DURATION_MAX.toDays()));
    }
    return duration;
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(RefusedException.Kind.INVALID, message);
  }
}
