package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an English word sounds like with its vowels, so that short words can be told from each
 * other: {@code nyf} and {@code knife} are one, {@code nife} too, {@code naff} is not. It knows the
 * usual spellings of each sound and few exceptions; {@link Sounds} is coarser and for long words.
 */
final class Pronunciation {

  /** A spelling of a sound. The longest that fits is taken, so they stand in that order. */
  private record Spelling(String letters, String sound, Where where) {}

  private enum Where {
    ANYWHERE,
    START,
    END
  }

  private static final List<Spelling> SPELLINGS =
      List.of(
          anywhere("ought", "8t"),
          anywhere("aught", "8t"),
          anywhere("cious", "Sus"),
          anywhere("tious", "Sus"),
          anywhere("eigh", "A"),
          anywhere("tion", "Sun"),
          anywhere("sion", "Sun"),
          anywhere("shun", "Sun"),
          anywhere("cian", "Sun"),
          end("ough", "uf"),
          anywhere("igh", "I"),
          anywhere("eye", "I"),
          anywhere("tch", "C"),
          anywhere("dge", "j"),
          anywhere("sch", "sk"),
          anywhere("ook", "uk"),
          anywhere("eer", "9"),
          anywhere("ere", "9"),
          anywhere("air", "9"),
          end("are", "9"),
          anywhere("ear", "9"),
          anywhere("our", "8"),
          anywhere("oor", "8"),
          anywhere("ore", "8"),
          end("ing", "in"),
          end("ey", "E"),
          end("sten", "sun"),
          end("ow", "O"),
          end("mb", "m"),
          end("en", "un"),
          end("on", "un"),
          end("ge", "j"),
          end("le", "ul"),
          end("el", "ul"),
          end("al", "ul"),
          end("er", "u"),
          end("or", "u"),
          end("re", "u"),
          end("ar", "u"),
          end("a", "u"),
          start("kn", "n"),
          start("gn", "n"),
          start("wr", "r"),
          start("ps", "s"),
          anywhere("wh", "w"),
          anywhere("ph", "f"),
          anywhere("th", "f"),
          anywhere("sh", "S"),
          anywhere("ch", "C"),
          anywhere("ck", "k"),
          anywhere("gh", ""),
          anywhere("qu", "kw"),
          anywhere("ai", "A"),
          anywhere("ay", "A"),
          anywhere("ei", "A"),
          anywhere("ae", "A"),
          anywhere("ee", "E"),
          anywhere("ea", "E"),
          anywhere("eo", "E"),
          anywhere("oa", "O"),
          anywhere("oo", "u"),
          anywhere("ew", "u"),
          anywhere("ue", "u"),
          anywhere("ui", "u"),
          anywhere("oi", "Y"),
          anywhere("oy", "Y"),
          anywhere("au", "8"),
          anywhere("aw", "8"),
          anywhere("or", "8"),
          anywhere("ow", "W"),
          anywhere("ou", "W"),
          anywhere("er", "6"),
          anywhere("ir", "6"),
          anywhere("ur", "6"),
          anywhere("ar", "7"),
          anywhere("x", "ks"),
          anywhere("z", "s"),
          anywhere("v", "f"),
          anywhere("q", "k"));

  private static final String VOWELS = "aeiouy";

  private Pronunciation() {}

  private static Spelling anywhere(String letters, String sound) {
    return new Spelling(letters, sound, Where.ANYWHERE);
  }

  private static Spelling start(String letters, String sound) {
    return new Spelling(letters, sound, Where.START);
  }

  private static Spelling end(String letters, String sound) {
    return new Spelling(letters, sound, Where.END);
  }

  /** The key of a word of a to z; words of one key sound the same. */
  static String of(String word) {
    StringBuilder key = new StringBuilder();
    boolean onlyVowel = vowels(word) == 1;
    for (int i = 0; i < word.length(); ) {
      Spelling spelling = at(word, i);
      if (spelling != null && !(onlyVowel && spelling.where() == Where.END)) {
        add(key, spelling.sound());
        i += spelling.letters().length();
      } else {
        add(key, single(word, i, onlyVowel));
        i++;
      }
    }
    return key.toString();
  }

  private static @Nullable Spelling at(String word, int at) {
    for (Spelling each : SPELLINGS) {
      boolean fits =
          switch (each.where()) {
            case ANYWHERE -> true;
            case START -> at == 0;
            case END -> at > 0 && at + each.letters().length() == word.length();
          };
      if (fits && word.startsWith(each.letters(), at)) {
        return each;
      }
    }
    return null;
  }

  private static void add(StringBuilder key, String sound) {
    boolean repeats =
        sound.length() == 1 && key.length() > 0 && key.charAt(key.length() - 1) == sound.charAt(0);
    key.append(repeats ? "" : sound);
  }

  private static String single(String word, int at, boolean onlyVowel) {
    char c = word.charAt(at);
    char next = at + 1 < word.length() ? word.charAt(at + 1) : 0;
    if (VOWELS.indexOf(c) >= 0) {
      return vowel(word, at, onlyVowel);
    }
    return switch (c) {
      case 'c' -> next == 'e' || next == 'i' || next == 'y' ? "s" : "k";
      case 'h' -> at == 0 ? "h" : "";
      default -> String.valueOf(c);
    };
  }

  private static String vowel(String word, int at, boolean onlyVowel) {
    char c = word.charAt(at);
    int last = word.length() - 1;
    if (at == last && c == 'e' && !onlyVowel) {
      return "";
    }
    if (c == 'y') {
      return at == 0 ? "y" : onlyVowel || isLong(word, at) ? "I" : at == last ? "E" : "i";
    }
    if (c == 'i' && at == last) {
      return onlyVowel ? "I" : "E";
    }
    return isLong(word, at) && c != 'u'
        ? String.valueOf(Character.toUpperCase(c))
        : String.valueOf(c);
  }

  /** Whether one consonant and an e follow, that is the word's end but for an s or a d. */
  private static boolean isLong(String word, int at) {
    int left = word.length() - at;
    return left >= 3
        && VOWELS.indexOf(word.charAt(at + 1)) < 0
        && word.charAt(at + 2) == 'e'
        && (left == 3 || (left == 4 && "sdr".indexOf(word.charAt(at + 3)) >= 0));
  }

  private static int vowels(String word) {
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      boolean vowel = VOWELS.indexOf(word.charAt(i)) >= 0;
      count += vowel && (i == 0 || VOWELS.indexOf(word.charAt(i - 1)) < 0) ? 1 : 0;
    }
    return count;
  }
}
