package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.HostName;

/**
 * Rules for DNS blockers (AdGuard) and browsers' blockers (Adblock Plus, uBlock Origin), of which
 * those about whole sites are taken: {@code ||site^} for a site and all under it, {@code |site^}
 * and a bare name for that name alone, hosts lines, {@code @@} for exceptions. In a list for
 * browsers, which is told by its header or by rules that change pages, bare text is a part of an
 * address.
 *
 * <p>The file is read three times, because what a line means depends on others: {@code badfilter}
 * takes a rule back that stands anywhere, and an exception takes away what it covers. What goes
 * before what, strongest first: an important exception, an important rule, an exception, a rule.
 * What an exception covers is left out here; for rules about broader sites it is stored itself.
 * What stands in {@code !#if} is for some blockers alone: it neither closes nor takes away.
 */
final class AdblockReader implements ListReader {

  /** The most exceptions, important rules and taken back rules of one list. */
  static final int REMEMBERED_MAX = 500_000;

  private static final String BADFILTER = "badfilter";

  /** As hashes: a rule may be eight thousand characters long. */
  private final NameSet takenBack = new NameSet();

  private final Names exceptions = new Names();
  private final Names importantExceptions = new Names();
  private final Names important = new Names();
  private final DenyAllow denyAllow = new DenyAllow();
  private int remembered;
  private int conditions;
  private boolean forBrowsers;

  /** Names alone, and names with all under them. */
  private static final class Names {
    private final NameSet exact = new NameSet();
    private final NameSet withAllUnder = new NameSet();

    void add(AdblockRule rule) throws DamagedListException {
      (rule.exact() ? exact : withAllUnder).add(rule.host());
    }

    /** Whether all that a rule is about is covered. */
    boolean cover(AdblockRule rule) {
      if (rule.exact() && exact.contains(rule.host())) {
        return true;
      }
      for (String each = rule.host(); each != null; each = HostName.parentOf(each)) {
        if (withAllUnder.contains(each)) {
          return true;
        }
      }
      return false;
    }
  }

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    try (InputStream in = input.open()) {
      each(new LineReader(in), this::rememberTakenBack);
    }
    try (InputStream in = input.open()) {
      each(new LineReader(in), this::rememberExceptions);
    }
    sink.begins(input.title(), "");
    conditions = 0;
    try (InputStream in = input.open()) {
      Lines.read(input.title(), in, LineReader.LINE_BYTES_MAX, sink, this::line);
    }
  }

  /** What is done with a line that is for all blockers. */
  private interface Remembering {
    void line(String line) throws DamagedListException;
  }

  private void each(LineReader lines, Remembering remembering) throws IOException {
    conditions = 0;
    while (lines.next()) {
      String line = lines.tooLong() ? "" : lines.text().strip();
      forBrowsers = forBrowsers || line.startsWith("[Adblock") || AdblockRule.isCosmetic(line);
      if (!countCondition(line) && conditions == 0 && !isRemark(line)) {
        remembering.line(line);
      }
    }
  }

  private void rememberTakenBack(String line) throws DamagedListException {
    if (hasBadfilter(line)) {
      if (takenBack.add(withoutBadfilter(line))) {
        count(1);
      }
    } else if (mayHaveOption(line, "denyallow")) {
      AdblockRule rule = AdblockRule.parse(line, true).rule();
      if (rule != null) {
        count(denyAllow.ask(rule));
      }
    }
  }

  private void rememberExceptions(String line) throws DamagedListException {
    boolean exception = line.startsWith("@@");
    boolean maybeImportant = mayHaveOption(line, "important");
    if (!(exception || maybeImportant || !denyAllow.isUnused())
        || hasBadfilter(line)
        || takenBack.contains(line)) {
      return;
    }
    AdblockRule rule = AdblockRule.parse(line, !(exception || maybeImportant)).rule();
    if (rule != null && (rule.exception() || rule.important())) {
      names(rule).add(rule);
      count(1);
    }
    if (rule != null && !rule.exception()) {
      denyAllow.note(rule);
    }
  }

  private static boolean mayHaveOption(String line, String option) {
    return line.indexOf('$') >= 0 && line.toLowerCase(Locale.ROOT).contains(option);
  }

  private Names names(AdblockRule rule) {
    if (!rule.exception()) {
      return important;
    }
    return rule.important() ? importantExceptions : exceptions;
  }

  private void count(int more) throws DamagedListException {
    remembered += more;
    if (remembered > REMEMBERED_MAX) {
      throw new DamagedListException(
          "it has more than " + REMEMBERED_MAX + " exceptions and rules that depend on others");
    }
  }

  /** What a line is. */
  private ListLine line(String raw) {
    String line = raw.strip();
    if (line.startsWith("!#")) {
      return directive(line);
    }
    if (line.isEmpty() || isRemark(line)) {
      return ListLine.BLANK;
    }
    if (conditions > 0) {
      return ListLine.leftOut("for some blockers alone (!#if)");
    }
    if (hasBadfilter(line)) {
      return ListLine.leftOut("takes a rule back, which was done");
    }
    if (takenBack.contains(line)) {
      return ListLine.leftOut("another line takes it back (badfilter)");
    }
    if (line.indexOf(' ') >= 0 || line.indexOf('\t') >= 0) {
      ListLine hosts = HostsReader.line(line);
      if (!(hosts instanceof ListLine.Rejected)) {
        return hosts;
      }
    }
    AdblockRule.Parsed parsed = AdblockRule.parse(line, !forBrowsers);
    AdblockRule rule = parsed.rule();
    return rule == null ? parsed.otherwise() : rule.exception() ? opening(rule) : closing(rule);
  }

  private ListLine directive(String line) {
    return !countCondition(line) && line.startsWith("!#include")
        ? ListLine.leftOut("includes another list, which must be imported itself")
        : ListLine.BLANK;
  }

  /** Whether a line begins or ends what is for some blockers alone. */
  private boolean countCondition(String line) {
    if (line.startsWith("!#if")) {
      conditions++;
      return true;
    }
    if (line.startsWith("!#endif")) {
      conditions = Math.max(0, conditions - 1);
      return true;
    }
    return false;
  }

  private ListLine closing(AdblockRule rule) {
    if (importantExceptions.cover(rule) || (!rule.important() && exceptions.cover(rule))) {
      return ListLine.leftOut(Reasons.EXCEPTED);
    }
    List<ListLine.Item> items = new ArrayList<>();
    items.add(new ListLine.Item(rule.exact() ? ListKind.HOSTS : ListKind.DOMAINS, rule.host()));
    for (String open : rule.denyAllow()) {
      if (denyAllow.opens(rule, open)) {
        items.add(new ListLine.Item(ListKind.EXCEPT_DOMAINS, open));
      }
    }
    return ListLine.entries("", items);
  }

  private ListLine opening(AdblockRule rule) {
    if (!rule.important() && important.cover(rule)) {
      return ListLine.leftOut("an important rule of the same list goes before it");
    }
    return ListLine.entry(
        "", rule.exact() ? ListKind.EXCEPT_HOSTS : ListKind.EXCEPT_DOMAINS, rule.host());
  }

  /** A remark, or the header in brackets; {@code ##} begins what changes pages. */
  private static boolean isRemark(String line) {
    return line.startsWith("!")
        || line.startsWith("[")
        || (line.startsWith("#") && !line.startsWith("##") && !line.matches("#[@?$%].*"));
  }

  private static boolean hasBadfilter(String line) {
    int dollar = line.lastIndexOf('$');
    return dollar >= 0
        && List.of(line.substring(dollar + 1).toLowerCase(Locale.ROOT).split(",", -1))
            .contains(BADFILTER);
  }

  private static String withoutBadfilter(String line) {
    int dollar = line.lastIndexOf('$');
    List<String> rest = new ArrayList<>(List.of(line.substring(dollar + 1).split(",", -1)));
    rest.removeIf(option -> option.equalsIgnoreCase(BADFILTER));
    return line.substring(0, dollar) + (rest.isEmpty() ? "" : "$" + String.join(",", rest));
  }
}
