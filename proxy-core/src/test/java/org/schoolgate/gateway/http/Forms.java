package org.schoolgate.gateway.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** The same words in every form in which they may travel: see {@link EveryFormTest}. */
final class Forms {

  private static final String HTML = "text/html; charset=utf-8";
  private static final int LONG_CHARS = 3 << 20;
  private static final Map<Character, Character> CYRILLIC =
      Map.of('a', 'а', 'e', 'е', 'o', 'о', 'p', 'р', 'c', 'с', 's', 'ѕ', 'i', 'і');
  private static final Map<Character, Character> LEET =
      Map.of('a', '4', 'e', '3', 'o', '0', 'i', '1');

  private final List<Form> all = new ArrayList<>();
  private final String words;

  /**
   * One form.
   *
   * @param name what a reader of the table calls it
   * @param posted whether a person sends it, or else a page shows it
   * @param fields header fields about it, each with its line end
   * @param body as it is on the wire, one character a byte
   * @param trickled whether it comes in chunks of one byte
   * @param words what is in it
   */
  record Form(
      String name, boolean posted, String fields, String body, boolean trickled, String words) {}

  private Forms(String words) {
    this.words = words;
  }

  /**
   * Pages.
   *
   * @param word one word, since only such are masked
   */
  static List<Form> pages(String words, String word) {
    Forms forms = new Forms(words);
    forms.codings();
    forms.markup();
    forms.letters();
    forms.charsets();
    forms.masked(word);
    return forms.all;
  }

  /** What pages load, and what is shown although it is no page. */
  static List<Form> others(String words) {
    Forms forms = new Forms(words);
    forms.scripts();
    forms.otherDocuments();
    forms.types();
    return forms.all;
  }

  /** What a person sends. */
  static List<Form> posted(String words) {
    Forms forms = new Forms(words);
    forms.posts();
    return forms.all;
  }

  private void codings() {
    byte[] page = utf8(page(words));
    add("plain text", "text/plain", words);
    add("HTML", HTML, page(words));
    coded("gzip", "gzip", gzip(page));
    coded("deflate with its header", "deflate", deflate(page, false));
    coded("deflate without a header", "deflate", deflate(page, true));
    coded("br", "br", brotli(page));
    all.add(new Form("chunks of one byte", false, type(HTML), wire(page), true, words));
    add("at the end of 3 MB", HTML, page("much else ".repeat(LONG_CHARS / 10) + words));
  }

  private void markup() {
    add("decimal entities", HTML, page(eachLetter(c -> "&#" + (int) c + ";")));
    add("hexadecimal entities", HTML, page(eachLetter(c -> "&#x" + Integer.toHexString(c) + ";")));
    add("named entities", HTML, page(words.replace(" ", "&nbsp;").replace("a", "&aacute;")));
    add("split by tags", HTML, page(inside("<b></b>")));
    add("a comment inside", HTML, page(inside("<!-- x -->")));
    add("soft hyphens", HTML, page(inside("&shy;")));
    add("hidden filler", HTML, page(inside("<i style='display:none'>qz</i>")));
    add(
        "filler hidden by a rule",
        HTML,
        "<style>.q{display:none}</style>" + page(inside("<i class=q>qz</i>")));
    add("alternative text", HTML, page("<img src=x alt='" + words + "'>"));
    add("a title attribute", HTML, page("<a title=\"" + words + "\">x</a>"));
    add("the title", HTML, "<title>" + words + "</title>" + page("x"));
    add("the description", HTML, "<meta name=description content='" + words + "'>" + page("x"));
    add("a data address", HTML, page("<iframe src='data:text/html;base64," + base64() + "'>"));
    add(
        "a data address in a style sheet",
        HTML,
        "<style>p{background:url(data:text/plain," + percent() + ")}</style>" + page("x"));
    add("a style sheet's content", HTML, "<style>p::after{content:'" + words + "'}</style>");
    add("a frame's own page", HTML, page("<iframe srcdoc='<p>" + words + "'></iframe>"));
  }

  private void letters() {
    add("zero-width spaces", HTML, page(inside("\u200B")));
    add("full-width letters", HTML, page(eachAscii(c -> (char) (c - '!' + '！'))));
    add("Cyrillic look-alikes", HTML, page(replaced(CYRILLIC)));
    add("leet", HTML, page(replaced(LEET)));
    add("s p a c e d", HTML, page(spelled(" ", "   ")));
    add("d.o.t.t.e.d", HTML, page(spelled(".", " ")));
    add("backwards under an override", HTML, page("\u202E" + backwards() + "\u202C"));
    add("circled letters", HTML, page(eachLetterOf('ⓐ')));
    add("mathematical letters", HTML, page(eachLetterOf(0x1D41A)));
    add("capitals", HTML, page(words.toUpperCase(Locale.ROOT)));
  }

  private void charsets() {
    add("UTF-16, big end first", "text/html", bytes("\uFEFF" + page(words), "UTF-16BE"));
    add("UTF-16, little end first", "text/html", bytes("\uFEFF" + page(words), "UTF-16LE"));
    add("UTF-16 by its header", "text/html; charset=utf-16le", bytes(page(words), "UTF-16LE"));
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(words)) {
      add("UTF-16 that does not say so", "text/html", bytes(page(words), "UTF-16LE"));
    }
    add("a charset of its own", "text/html; charset=iso-8859-2", bytes(page(words), "ISO-8859-2"));
  }

  private void scripts() {
    add("a script's string", HTML, script("x = '" + words + "'"));
    add("escapes in a script", HTML, script("x = '" + eachLetter(Forms::escape) + "'"));
    add("pieces in a script", HTML, script("x = '" + inside("' + \"").replace("\"", "'") + "'"));
    add("percent escapes in a script", HTML, script("write(unescape('" + percent() + "'))"));
    add("base64 in a script", HTML, script("write(atob('" + base64() + "'))"));
    add(
        "character codes in a script",
        HTML,
        script(
            "x = String.fromCharCode("
                + words.chars().mapToObj(String::valueOf).collect(Collectors.joining(","))
                + ")"));
    add("a script", "text/javascript", "document.write('" + inside("<b></b>") + "')");
    add("JSON", "application/json", "{\"a\":[\"" + words + "\"]}");
    add("JSON with escapes", "application/json", "[\"" + eachLetter(Forms::escape) + "\"]");
    add("markup in JSON", "application/json", "[\"<p>" + inside("<b></b>") + "</p>\"]");
    add("JSON as a script", "text/javascript", "cb({\"a\":\"" + words + "\"});");
    add("events", "text/event-stream", "data: {\"a\":\"" + words + "\"}\n\n");
  }

  private void otherDocuments() {
    add("XHTML", "application/xhtml+xml", "<html><p>" + inside("<b/>") + "</p></html>");
    add("SVG", "image/svg+xml", "<svg><text>" + words + "</text></svg>");
    add(
        "a feed",
        "application/rss+xml",
        "<rss><description>" + inside("&lt;b>&lt;/b>") + "</description></rss>");
    add(
        "a feed's own markup",
        "application/rss+xml",
        "<rss><d><![CDATA[" + inside("<b></b>") + "]]></d></rss>");
    add("subtitles", "text/vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + words + "\n");
    add("a table", "text/csv", "1,\"" + words + "\",2\n");
  }

  private void types() {
    add("called a picture", "image/png", page(words));
    add("called a download", "application/octet-stream", page(words));
    add("called something unknown", "application/x-made-up", words);
    all.add(new Form("without a type", false, "", wire(utf8(page(words))), false, words));
    all.add(
        new Form(
            "called a picture, compressed",
            false,
            type("image/png") + "Content-Encoding: gzip\r\n",
            wire(gzip(utf8(page(words)))),
            false,
            words));
  }

  private void masked(String word) {
    byte[] body = utf8(page(word.substring(0, 2) + "*" + word.substring(3)));
    all.add(new Form("masked", false, type(HTML), wire(body), false, word));
  }

  private void posts() {
    String form = "application/x-www-form-urlencoded";
    String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8);
    post("a form", form, "a=1&b=" + encoded);
    post("a form, escaped twice", form, "b=" + encoded.replace("+", "%20").replace("%", "%25"));
    post("posted JSON", "application/json", "{\"text\":\"" + words + "\"}");
    post("posted JSON with markup", "application/json", "[\"<p>" + inside("<b></b>") + "</p>\"]");
    post(
        "a multipart form",
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + words + "\r\n--x--\r\n");
    post("posted text", "text/plain", words);
    post("posted as a download", "application/octet-stream", words);
    post("posted as a script", "text/javascript", words);
    post("posted by code", "application/json", "[\"" + eachLetter(Forms::escape) + "\"]");
  }

  private void add(String name, String type, String body) {
    add(name, type, utf8(body));
  }

  private void add(String name, String type, byte[] body) {
    all.add(new Form(name, false, type(type), wire(body), false, words));
  }

  private void coded(String name, String coding, byte[] body) {
    all.add(
        new Form(
            name,
            false,
            type(HTML) + "Content-Encoding: " + coding + "\r\n",
            wire(body),
            false,
            words));
  }

  private void post(String name, String type, String body) {
    all.add(new Form(name, true, type(type), wire(utf8(body)), false, words));
  }

  private static String type(String type) {
    return "Content-Type: " + type + "\r\n";
  }

  private static String page(String text) {
    return "<!DOCTYPE html><p>" + text + "</p><p>and so on</p>";
  }

  private static String script(String code) {
    return "<script>" + code + "</script>" + page("x");
  }

  private String percent() {
    return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String base64() {
    return Base64.getEncoder().encodeToString(utf8(words));
  }

  private static String escape(char c) {
    return String.format("\\u%04x", (int) c);
  }

  /** Something in the middle of each word. */
  private String inside(String something) {
    return eachWord(
        word ->
            word.substring(0, word.length() / 2) + something + word.substring(word.length() / 2));
  }

  private String backwards() {
    return new StringBuilder(words).reverse().toString();
  }

  private String spelled(String between, String betweenWords) {
    return List.of(words.split(" ", -1)).stream()
        .map(word -> String.join(between, word.split("", -1)))
        .collect(Collectors.joining(betweenWords));
  }

  private String replaced(Map<Character, Character> letters) {
    return eachAscii(c -> letters.getOrDefault(c, c));
  }

  private String eachLetterOf(int a) {
    return words
        .chars()
        .mapToObj(c -> Character.toString(c >= 'a' && c <= 'z' ? a + c - 'a' : c))
        .collect(Collectors.joining());
  }

  private String eachAscii(UnaryOperator<Character> change) {
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      changed.append(c > ' ' && c < 0x7F ? (char) change.apply(c) : c);
    }
    return changed.toString();
  }

  private String eachLetter(Function<Character, String> change) {
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      changed.append(c == ' ' ? " " : change.apply(c));
    }
    return changed.toString();
  }

  private String eachWord(UnaryOperator<String> change) {
    return List.of(words.split(" ", -1)).stream().map(change).collect(Collectors.joining(" "));
  }

  private static String wire(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean bare) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static byte[] brotli(byte[] plain) {
    Brotli4jLoader.ensureAvailability();
    try {
      return Encoder.compress(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
