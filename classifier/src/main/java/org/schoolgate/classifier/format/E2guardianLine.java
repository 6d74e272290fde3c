package org.schoolgate.classifier.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.text.PhraseDoubts;

/** Reads the lines of one file of e2guardian or DansGuardian. */
final class E2guardianLine {

  private static final Pattern INCLUDE = Pattern.compile("(?i)\\.include\\s*<([^>]*)>.*");
  private static final Pattern DEFINE = Pattern.compile("(?i)\\.define\\s.*");
  private static final Pattern CATEGORY =
      Pattern.compile("(?i)#\\s*listcategory\\s*:\\s*\"?([^\"]*)\"?.*");
  private static final Pattern TIME = Pattern.compile("(?i)#time:.*");
  private static final Pattern BLANKET = Pattern.compile("\\*{1,2}[a-z]*");
  private static final Pattern PARENTHESES = Pattern.compile("\\s*\\(.*");

  private static final String SOMETIMES =
      "for some times alone (#time), which the policy's schedules are for";

  /** Codes of the languages that folders and files are named by. */
  private static final Map<String, String> LANGUAGES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("chinese", "zh"),
              Map.entry("danish", "da"),
              Map.entry("dutch", "nl"),
              Map.entry("french", "fr"),
              Map.entry("german", "de"),
              Map.entry("italian", "it"),
              Map.entry("japanese", "ja"),
              Map.entry("malay", "ms"),
              Map.entry("norwegian", "no"),
              Map.entry("polish", "pl"),
              Map.entry("portuguese", "pt"),
              Map.entry("russian", "ru"),
              Map.entry("spanish", "es"),
              Map.entry("swedish", "sv"),
              Map.entry("turkish", "tr"),
              Map.entry("arabic", "ar")));

  private final E2guardianFile kind;
  private final String language;
  private final PhraseDoubts doubts;

  E2guardianLine(E2guardianFile kind, String file, PhraseDoubts doubts) {
    this.kind = kind;
    this.language = language(file.toLowerCase(Locale.ROOT));
    this.doubts = doubts;
  }

  private static String language(String file) {
    return LANGUAGES.entrySet().stream()
        .filter(each -> file.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("en");
  }

  /** The file that a line includes; empty if it includes none. */
  static String included(String line) {
    Matcher include = INCLUDE.matcher(line);
    return include.matches() ? String.valueOf(include.group(1)).strip() : "";
  }

  /** What a line is that includes nothing, without spaces at its ends. */
  ListLine read(String line, E2guardianState state) {
    if (line.isEmpty() || DEFINE.matcher(line).matches()) {
      return ListLine.BLANK;
    }
    if (line.startsWith("#")) {
      tag(line, state);
      return ListLine.BLANK;
    }
    if (line.regionMatches(true, 0, ".include", 0, 8)) {
      return ListLine.rejected("includes nothing: the name stands between < and >");
    }
    if (hasControl(line)) {
      return ListLine.rejected("a control character");
    }
    if (state.isSometimes()) {
      return ListLine.leftOut(SOMETIMES);
    }
    return kind.ofPhrases() ? phrase(line, state) : item(line, state);
  }

  private static void tag(String line, E2guardianState state) {
    Matcher category = CATEGORY.matcher(line);
    if (category.matches()) {
      String name = String.valueOf(category.group(1)).strip().toLowerCase(Locale.ROOT);
      String plain = PARENTHESES.matcher(name).replaceFirst("").strip();
      state.category(plain.isEmpty() ? name : plain);
    } else if (TIME.matcher(line).matches()) {
      state.sometimes();
    }
  }

  private static boolean hasControl(String line) {
    return line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c));
  }

  private ListLine phrase(String line, E2guardianState state) {
    return line.startsWith("<")
        ? new PhraseListLine(state.categoryName(), language, doubts).read(line, kind.purpose())
        : ListLine.rejected("neither a phrase in brackets nor a remark");
  }

  private ListLine item(String line, E2guardianState state) {
    String text = HostsReader.withoutComment(line);
    if (BLANKET.matcher(text).matches()) {
      return ListLine.leftOut("a rule for every site, which the policy has");
    }
    if (kind == E2guardianFile.EXCEPTION_SITES) {
      return ListLine.entry(ListLine.EVERY_CATEGORY, ListKind.EXCEPT_DOMAINS, text);
    }
    if (kind == E2guardianFile.SITE_ADDRESSES || !AddressRange.networks(text).isEmpty()) {
      List<String> networks = AddressRange.networks(text);
      List<ListLine.Item> items = new ArrayList<>();
      networks.forEach(each -> items.add(new ListLine.Item(ListKind.ADDRESSES, each)));
      return items.isEmpty()
          ? ListLine.rejected("neither an address nor a range of them")
          : ListLine.entries(state.categoryName(), items);
    }
    boolean part = text.indexOf('/') >= 0 || text.indexOf('?') >= 0;
    return ListLine.entry(state.categoryName(), part ? ListKind.URLS : ListKind.DOMAINS, text);
  }
}
