package org.schoolgate.classifier.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.TopLevelNames;
import org.schoolgate.policy.HostName;

/**
 * One rule for a blocker, as far as it is about whole sites.
 *
 * @param host whom it is about, in canonical spelling
 * @param exact whether it is about that name alone
 * @param exception whether it opens
 * @param important whether it goes before exceptions
 * @param denyAllow names under the host that it is not about
 */
record AdblockRule(
    String host, boolean exact, boolean exception, boolean important, List<String> denyAllow) {

  private static final int DENY_ALLOW_MAX = 100;
  private static final String PARTS = "about parts of addresses, not about sites";

  /** Separators of rules that change pages, most specific first. */
  private static final List<String> COSMETIC =
      List.of(
          "#@?#", "#@$?#", "#@$#", "#@%#", "#@#", "#?#", "#$?#", "#$#", "#%#", "##", "$@$", "$$");

  private static final Pattern EXPRESSION = Pattern.compile("/.*/");

  /** Answers that say that there is no such site. */
  private static final Set<String> BLOCKING_ANSWERS =
      Set.of("nxdomain", "refused", "servfail", "noerror", "0.0.0.0", "::");

  /** What a rule with them blocks is a whole site all the same. */
  private static final Set<String> WHOLE_SITE = Set.of("all", "document", "doc");

  /** What a line is if it is no such rule, or the rule. */
  record Parsed(@Nullable AdblockRule rule, ListLine otherwise) {
    private static Parsed leftOut(String reason) {
      return new Parsed(null, ListLine.leftOut(reason));
    }

    private static Parsed rejected(String reason) {
      return new Parsed(null, ListLine.rejected(reason));
    }
  }

  /** Copies the names. */
  AdblockRule {
    denyAllow = List.copyOf(denyAllow);
  }

  /** Whether a line is about what pages show. */
  static boolean isCosmetic(String line) {
    return COSMETIC.stream().anyMatch(line::contains);
  }

  /**
   * Reads a line, which is no remark and not blank.
   *
   * @param bareNames whether text without signs is a name, and not a part of an address
   */
  static Parsed parse(String line, boolean bareNames) {
    if (isCosmetic(line)) {
      return Parsed.leftOut("changes what pages show, which is for browsers' blockers");
    }
    boolean exception = line.startsWith("@@");
    String rule = exception ? line.substring(2) : line;
    int dollar = optionsAt(rule);
    String pattern = dollar < 0 ? rule : rule.substring(0, dollar);
    if (EXPRESSION.matcher(pattern).matches() && pattern.length() > 1) {
      return Parsed.leftOut(Reasons.EXPRESSION);
    }
    Options options = new Options();
    if (dollar >= 0) {
      String reason = options.read(rule.substring(dollar + 1));
      if (reason != null) {
        return Parsed.leftOut(reason);
      }
    }
    return bareNames || pattern.startsWith("|")
        ? site(pattern, exception, options)
        : Parsed.leftOut(PARTS);
  }

  /** Where options begin; a dollar within an expression begins none. */
  private static int optionsAt(String rule) {
    int end = rule.startsWith("/") ? rule.lastIndexOf('/') : 0;
    return rule.indexOf('$', Math.max(0, end));
  }

  private static Parsed site(String pattern, boolean exception, Options options) {
    String text = pattern;
    boolean exact = false;
    if (text.startsWith("||")) {
      text = text.substring(2);
    } else if (text.startsWith("|")) {
      text = withoutScheme(text.substring(1));
      exact = true;
    } else {
      exact = !text.startsWith("*.") && !text.startsWith(".");
      text = withoutScheme(text);
    }
    if (text.endsWith("|")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.endsWith("^")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.startsWith("*.")) {
      text = text.substring(2);
    } else if (text.startsWith(".")) {
      text = text.substring(1);
    }
    if (text.isEmpty() || text.equals("*")) {
      return Parsed.leftOut("covers the whole web");
    }
    if (text.indexOf('/') >= 0 || text.indexOf('?') >= 0 || text.indexOf('^') >= 0) {
      return Parsed.leftOut(PARTS);
    }
    if (text.indexOf(' ') >= 0) {
      return Parsed.rejected("no rule about a site, and no remark");
    }
    if (text.indexOf('*') >= 0) {
      return Parsed.leftOut(Reasons.WILDCARD);
    }
    if (text.endsWith(".") || (text.indexOf('.') < 0 && text.indexOf(':') < 0)) {
      return Parsed.leftOut(
          pattern.equals("||" + text + "^")
                  && TopLevelNames.known().contains(text.toLowerCase(Locale.ROOT))
              ? "a public suffix, which would cover every site under it"
              : PARTS);
    }
    HostName host = HostsReader.hostOrNull(text);
    if (host == null) {
      return text.matches("[A-Za-z0-9._~:@!&=+%,;-]*")
          ? Parsed.leftOut(PARTS)
          : Parsed.rejected("no rule about a site, and no remark");
    }
    if (exception && !options.denyAllow.isEmpty()) {
      return Parsed.leftOut("an exception with exceptions of its own, which is not supported");
    }
    List<String> denyAllow = exact ? List.of() : under(host, options.denyAllow);
    return new Parsed(
        new AdblockRule(host.text(), exact, exception, options.important, denyAllow),
        ListLine.BLANK);
  }

  /** Of names, those that a rule about a host and all under it is about at all. */
  private static List<String> under(HostName host, List<String> names) {
    return names.stream().filter(name -> name.endsWith("." + host.text())).toList();
  }

  private static String withoutScheme(String text) {
    for (String scheme : List.of("http://", "https://", "://")) {
      if (text.startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    return text;
  }

  /** What stands behind the dollar. */
  private static final class Options {
    private boolean important;
    private final List<String> denyAllow = new ArrayList<>();

    /** Reads them; why the rule is left out, or null. */
    @Nullable String read(String text) {
      for (String option : text.split(",", -1)) {
        String reason = readOne(option.strip());
        if (reason != null) {
          return reason;
        }
      }
      return null;
    }

    private @Nullable String readOne(String option) {
      int equals = option.indexOf('=');
      String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : option.substring(equals + 1);
      if (name.equals("important")) {
        important = true;
        return null;
      }
      if (name.isEmpty() || WHOLE_SITE.contains(name)) {
        return null;
      }
      return switch (name) {
        case "denyallow" -> readDenyAllow(value);
        case "dnsrewrite" -> rewrite(value);
        case "client", "ctag" -> "for some clients alone";
        case "dnstype" -> "for some types of DNS records alone";
        default -> "for some parts of pages alone, which is for browsers' blockers";
      };
    }

    private @Nullable String readDenyAllow(String value) {
      for (String each : value.split("\\|", DENY_ALLOW_MAX)) {
        HostName host = HostsReader.hostOrNull(each.strip());
        if (host == null) {
          return "a name in denyallow is none";
        }
        denyAllow.add(host.text());
      }
      return null;
    }

    private static @Nullable String rewrite(String value) {
      String answer = value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
      boolean hasValue = value.indexOf(';') >= 0 && !value.endsWith(";;") && !value.endsWith(";");
      return BLOCKING_ANSWERS.contains(answer) && !hasValue ? null : Reasons.REWRITE;
    }
  }
}
