package org.schoolgate.classifier.text;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes HTML character references in a stream of characters. Every character after an ampersand
 * waits until the reference is complete or proves to be none. Not thread-safe.
 *
 * <p>Of the names only the usual ones are known, with those that stand for something invisible,
 * which are used to cut words. The old names count without a semicolon, as they do for browsers.
 */
final class CharacterReferences {

  /** Takes characters with their offset in the source. */
  @FunctionalInterface
  interface Sink {
    void accept(char c, long offset);
  }

  private static final int PENDING_MAX = 32;
  private static final int NAME_MIN = 2;

  /** Names of one character each; those of the first line need no semicolon. */
  private static final Map<String, Integer> OLD_NAMES =
      table(
          "amp 26 AMP 26 lt 3C LT 3C gt 3E GT 3E quot 22 QUOT 22 nbsp A0 shy AD copy A9 reg AE"
              + " iexcl A1 cent A2 pound A3 yen A5 sect A7 uml A8 laquo AB not AC deg B0 plusmn B1"
              + " sup2 B2 sup3 B3 acute B4 micro B5 para B6 middot B7 sup1 B9 raquo BB frac14 BC"
              + " frac12 BD frac34 BE iquest BF Agrave C0 Aacute C1 Acirc C2 Atilde C3 Auml C4"
              + " Aring C5 AElig C6 Ccedil C7 Egrave C8 Eacute C9 Ecirc CA Euml CB Igrave CC"
              + " Iacute CD Icirc CE Iuml CF ETH D0 Ntilde D1 Ograve D2 Oacute D3 Ocirc D4"
              + " Otilde D5 Ouml D6 times D7 Oslash D8 Ugrave D9 Uacute DA Ucirc DB Uuml DC"
              + " Yacute DD THORN DE szlig DF agrave E0 aacute E1 acirc E2 atilde E3 auml E4"
              + " aring E5 aelig E6 ccedil E7 egrave E8 eacute E9 ecirc EA euml EB igrave EC"
              + " iacute ED icirc EE iuml EF eth F0 ntilde F1 ograve F2 oacute F3 ocirc F4"
              + " otilde F5 ouml F6 divide F7 oslash F8 ugrave F9 uacute FA ucirc FB uuml FC"
              + " yacute FD thorn FE yuml FF");

  private static final Map<String, Integer> NAMES =
      table(
          "apos 27 lsquo 2018 rsquo 2019 sbquo 201A ldquo 201C rdquo 201D bdquo 201E ndash 2013"
              + " mdash 2014 hellip 2026 bull 2022 trade 2122 euro 20AC ensp 2002 emsp 2003"
              + " thinsp 2009 zwnj 200C zwj 200D lrm 200E rlm 200F ZeroWidthSpace 200B"
              + " NegativeThinSpace 200B NegativeMediumSpace 200B NegativeThickSpace 200B"
              + " NegativeVeryThinSpace 200B NoBreak 2060 ApplyFunction 2061 af 2061"
              + " InvisibleTimes 2062 it 2062 InvisibleComma 2063 ic 2063 Tab 9 NewLine A excl 21"
              + " num 23 dollar 24 percnt 25 lpar 28 rpar 29 ast 2A plus 2B comma 2C period 2E"
              + " sol 2F colon 3A semi 3B equals 3D quest 3F commat 40 lsqb 5B bsol 5C rsqb 5D"
              + " lowbar 5F grave 60 lcub 7B verbar 7C rcub 7D hyphen 2010 dash 2010 OElig 152"
              + " oelig 153 Scaron 160 scaron 161 Yuml 178 fnof 192 inodot 131 imath 131 fflig FB00"
              + " filig FB01 fllig FB02 ffilig FB03 ffllig FB04 Zcaron 17D zcaron 17E Ccaron 10C"
              + " ccaron 10D lstrok 142 Lstrok 141 larr 2190 uarr 2191 rarr 2192 darr 2193");

  private final char[] pending = new char[PENDING_MAX];
  private int length;
  private long start;

  void accept(char c, long offset, Sink sink) {
    if (length == 0) {
      if (c == '&') {
        begin(offset);
      } else {
        sink.accept(c, offset);
      }
      return;
    }
    if (goesOn(c)) {
      pending[length++] = c;
      if (length == PENDING_MAX) {
        flush(sink);
      }
      return;
    }
    boolean closed = c == ';';
    resolve(closed, sink);
    if (!closed) {
      accept(c, offset, sink);
    }
  }

  /** Whether a reference has begun, so that what comes next may belong to it. */
  boolean begun() {
    return length > 0;
  }

  /** Says that a reference cannot go on from here. */
  void flush(Sink sink) {
    if (length > 0) {
      resolve(false, sink);
    }
  }

  private void begin(long offset) {
    pending[0] = '&';
    length = 1;
    start = offset;
  }

  private boolean goesOn(char c) {
    boolean alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || (c == '#' && length == 1);
  }

  private void resolve(boolean closed, Sink sink) {
    String reference = new String(pending, 1, length - 1);
    length = 0;
    int used = reference.startsWith("#") ? numberLength(reference) : nameLength(reference, closed);
    if (used == 0) {
      putLiterally("&" + reference + (closed ? ";" : ""), start, sink);
      return;
    }
    int codePoint =
        reference.startsWith("#") ? number(reference, used) : name(reference.substring(0, used));
    for (char c : Character.toChars(codePoint)) {
      sink.accept(c, start);
    }
    boolean semicolonUsed = closed && used == reference.length();
    putLiterally(
        reference.substring(used) + (closed && !semicolonUsed ? ";" : ""), start + 1 + used, sink);
  }

  private static void putLiterally(String text, long offset, Sink sink) {
    for (int i = 0; i < text.length(); i++) {
      sink.accept(text.charAt(i), offset + i);
    }
  }

  private static int nameLength(String reference, boolean closed) {
    if (OLD_NAMES.containsKey(reference) || (closed && NAMES.containsKey(reference))) {
      return reference.length();
    }
    for (int used = reference.length() - 1; used >= NAME_MIN; used--) {
      if (OLD_NAMES.containsKey(reference.substring(0, used))) {
        return used;
      }
    }
    return 0;
  }

  private static int name(String name) {
    Integer old = OLD_NAMES.get(name);
    return old != null ? old : NAMES.getOrDefault(name, (int) '\uFFFD');
  }

  /** How much of {@code #123} or {@code #x1F} is number; 0 if there are no digits. */
  private static int numberLength(String reference) {
    boolean hexadecimal = isHexadecimal(reference);
    int first = hexadecimal ? 2 : 1;
    int end = first;
    while (end < reference.length()
        && Character.digit(reference.charAt(end), hexadecimal ? 16 : 10) >= 0) {
      end++;
    }
    return end == first ? 0 : end;
  }

  private static boolean isHexadecimal(String reference) {
    return reference.length() > 1 && (reference.charAt(1) == 'x' || reference.charAt(1) == 'X');
  }

  private static int number(String reference, int end) {
    boolean hexadecimal = isHexadecimal(reference);
    int value = 0;
    for (int i = hexadecimal ? 2 : 1; i < end && value <= Character.MAX_CODE_POINT; i++) {
      value =
          value * (hexadecimal ? 16 : 10)
              + Character.digit(reference.charAt(i), hexadecimal ? 16 : 10);
    }
    if (value == 0 || value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
      return '\uFFFD';
    }
    return value >= 0x80 && value < 0xA0 ? Charsets.WINDOWS_1252_CHARS.charAt(value - 0x80) : value;
  }

  private static Map<String, Integer> table(String namesAndCodes) {
    Map<String, Integer> table = new TreeMap<>();
    @Nullable String name = null;
    for (String word : namesAndCodes.split(" ", -1)) {
      if (name == null) {
        name = word;
      } else {
        table.put(name, Integer.parseInt(word, 16));
        name = null;
      }
    }
    return Map.copyOf(table);
  }
}
