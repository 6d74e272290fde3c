package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The charset of a list that does not declare one: UTF-8 if all of it is, and otherwise one that
 * its folder or name suggests, of which the first is taken that all of it is valid in.
 */
final class ListCharset {

  private static final int CHUNK_BYTES = 16 * 1024;
  private static final Charset WESTERN = charset("windows-1252");

  /** What names say, the more exact first. */
  private static final Map<String, List<String>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("koi8", List.of("KOI8-R"));
    BY_NAME.put("1251", List.of("windows-1251"));
    BY_NAME.put("big5", List.of("Big5", "GB18030"));
    BY_NAME.put("gb2312", List.of("GBK", "GB18030"));
    BY_NAME.put("gbk", List.of("GBK", "GB18030"));
    BY_NAME.put("chinese", List.of("GBK", "Big5", "GB18030"));
    BY_NAME.put("japanese", List.of("EUC-JP", "Shift_JIS"));
    BY_NAME.put("korean", List.of("EUC-KR"));
    BY_NAME.put("russian", List.of("windows-1251"));
    BY_NAME.put("ukrainian", List.of("windows-1251"));
    BY_NAME.put("bulgarian", List.of("windows-1251"));
    BY_NAME.put("polish", List.of("ISO-8859-2"));
    BY_NAME.put("czech", List.of("windows-1250"));
    BY_NAME.put("slovak", List.of("windows-1250"));
    BY_NAME.put("hungarian", List.of("windows-1250"));
    BY_NAME.put("romanian", List.of("windows-1250"));
    BY_NAME.put("greek", List.of("windows-1253"));
    BY_NAME.put("turkish", List.of("windows-1254"));
    BY_NAME.put("hebrew", List.of("windows-1255"));
    BY_NAME.put("arabic", List.of("windows-1256"));
  }

  private ListCharset() {}

  /**
   * The charset of a file.
   *
   * @param opened opens it, as often as needed
   */
  static Charset of(String file, Opener opened) throws IOException {
    if (isAll(opened, StandardCharsets.UTF_8)) {
      return StandardCharsets.UTF_8;
    }
    String name = file.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, List<String>> each : BY_NAME.entrySet()) {
      if (name.contains(each.getKey())) {
        for (String candidate : each.getValue()) {
          if (isAll(opened, charset(candidate))) {
            return charset(candidate);
          }
        }
      }
    }
    return WESTERN;
  }

  /** Opens a file from its beginning. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private static Charset charset(String name) {
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }

  /** Whether all bytes of a file are valid in a charset. */
  private static boolean isAll(Opener opened, Charset charset) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES);
    CharBuffer chars = CharBuffer.allocate(CHUNK_BYTES);
    try (InputStream in = opened.open()) {
      boolean ended = false;
      while (!ended) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read));
        bytes.flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
          return false;
        }
        bytes.compact();
      }
      return true;
    }
  }
}
