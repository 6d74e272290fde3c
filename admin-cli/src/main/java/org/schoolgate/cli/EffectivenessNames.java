package org.schoolgate.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Origin;

/** What people read in the effectiveness report for what the corpus has as ids and tags. */
final class EffectivenessNames {

  /** How a word is hidden, shown on a harmless one. */
  private static final Map<String, String> DISGUISES =
      Map.ofEntries(
          Map.entry("none", "Not hidden: written plainly"),
          Map.entry("abbreviation", "Shortened as in chat (wpn)"),
          Map.entry("accents", "Accents put on letters (wéápòn)"),
          Map.entry("circled", "Letters in circles"),
          Map.entry("dotted", "Dots between letters (w.e.a.p.o.n)"),
          Map.entry("full-width", "Wide letters, as Chinese and Japanese keyboards have them"),
          Map.entry("glued", "Words run together (buyaweapon)"),
          Map.entry("keyboard-neighbour", "A key beside the right one (wespon)"),
          Map.entry("leet", "Digits and signs for letters (w3ap0n)"),
          Map.entry("look-alike", "Letters of other alphabets that look the same"),
          Map.entry("masked", "A letter starred out (w*apon)"),
          Map.entry("mathematical", "Bold or slanted letters made for mathematics"),
          Map.entry("misspelt", "Misspelt (wepon)"),
          Map.entry("mixed-case", "Capitals here and there (wEaPoN)"),
          Map.entry("phonetic", "Written as it sounds (weppun)"),
          Map.entry("repeated", "Letters repeated (weeeapooon)"),
          Map.entry("reversed", "Written backwards, shown the right way round"),
          Map.entry("soft-hyphen", "Hyphens between letters that are not seen"),
          Map.entry("spaced", "Spaces between letters (w e a p o n)"),
          Map.entry("split-by-tags", "A page's code between letters"),
          Map.entry("zero-width", "Characters between letters that are not seen"));

  private final SchoolConfig config;

  EffectivenessNames(SchoolConfig config) {
    this.config = config;
  }

  String category(String id) {
    return config.categories().find(id).map(Category::title).orElse(id);
  }

  String categories(List<String> ids) {
    return ids.stream().map(this::category).collect(Collectors.joining(", "));
  }

  String group(String id) {
    return config.policy().groups().find(id).map(Group::title).orElse(id);
  }

  /** The name of a BCP 47 tag: {@code Urdu in Latin letters} of {@code ur-Latn}. */
  static String language(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    String script = locale.getDisplayScript(Locale.UK);
    return locale.getDisplayLanguage(Locale.UK)
        + (script.isEmpty() ? "" : " in " + script + " letters");
  }

  static String disguise(String id) {
    return DISGUISES.getOrDefault(id, sentence(id));
  }

  static String origin(String id) {
    return id.equals(Origin.TYPED.id()) ? "Typed (a search, a form, a chat)" : "Shown on a page";
  }

  /** The id as words: {@code Place names} of {@code place-names}. */
  static String sentence(String id) {
    return id.substring(0, 1).toUpperCase(Locale.UK) + id.substring(1).replace('-', ' ');
  }
}
