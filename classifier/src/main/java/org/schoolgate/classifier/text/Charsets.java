package org.schoolgate.classifier.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the charset that browsers mean by a label (WHATWG Encoding Standard). */
final class Charsets {

  /** What the bytes 0x80 to 0xFF are in windows-1252. */
  static final String WINDOWS_1252_CHARS = upperHalf(Charset.forName("windows-1252"));

  /**
   * Charsets that browsers decode. Java knows more, such as EBCDIC and UTF-7, in which a page could
   * be hidden: a browser would ignore the label and show what we had not read.
   */
  private static final Pattern BROWSERS_KNOW =
      Pattern.compile(
          "utf-8|utf-16[lb]e|windows-(125[0-8]|31j)|x-windows-(874|949)|iso-8859-(1?[0-9])"
              + "|koi8-[ru]|ibm866|x-mac(roman|cyrillic)|gb18030|Big5-HKSCS|euc-jp|iso-2022-jp");

  private Charsets() {}

  private static String upperHalf(Charset charset) {
    byte[] bytes = new byte[0x80];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    return new String(bytes, charset);
  }

  /** The charset of a label, or null if there is none: then it has to be found out otherwise. */
  static @Nullable Charset forLabel(@Nullable String label) {
    if (label == null) {
      return null;
    }
    String name = label.strip().toLowerCase(Locale.ROOT);
    String javaName =
        switch (name) {
          case "utf8", "unicode-1-1-utf-8" -> "utf-8";
          // Pages that say Latin-1 use the quotation marks that only its superset has.
          case "iso-8859-1",
              "latin1",
              "latin-1",
              "iso8859-1",
              "iso_8859-1",
              "ascii",
              "us-ascii",
              "l1",
              "cp1252",
              "x-cp1252",
              "iso88591",
              "ansi_x3.4-1968" ->
              "windows-1252";
          case "iso-8859-9", "latin5" -> "windows-1254";
          case "iso-8859-11", "tis-620" -> "x-windows-874";
          case "gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese" -> "gb18030";
          case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji" -> "windows-31j";
          case "ks_c_5601-1987", "euc-kr", "korean", "ksc5601" -> "x-windows-949";
          case "big5", "big5-hkscs", "x-x-big5" -> "Big5-HKSCS";
          case "macintosh", "mac", "x-mac-roman" -> "x-macroman";
          case "x-mac-cyrillic", "x-mac-ukrainian" -> "x-maccyrillic";
          case "utf-16", "unicode", "ucs-2", "iso-10646-ucs-2" -> "utf-16le";
          default -> name;
        };
    try {
      boolean known = BROWSERS_KNOW.matcher(javaName).matches();
      return known && Charset.isSupported(javaName) ? Charset.forName(javaName) : null;
    } catch (IllegalArgumentException noName) {
      return null;
    }
  }

  /** The charset of a label inside the document: one that was read as ASCII is no UTF-16. */
  static @Nullable Charset forLabelInside(@Nullable String label) {
    Charset charset = forLabel(label);
    boolean wide = charset != null && charset.name().startsWith("UTF-16");
    return wide ? StandardCharsets.UTF_8 : charset;
  }
}
