package org.schoolgate.classifier.text;

import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

/**
 * A body as a fuzzer makes it: its first four bytes choose the type, the content coding, the origin
 * and the places to cut at, the rest is the body. So an input can be written and read by hand:
 * {@code A0 0<p>one} is a page, shown, without a coding.
 */
final class FuzzedBody {

  private static final int CHOICES = 4;

  /** What a body may say that it is: each reader, and each way of decoding characters. */
  static final List<String> TYPES =
      List.of(
          "text/html",
          "application/xhtml+xml",
          "text/plain",
          "application/json",
          "text/javascript",
          "text/css",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=xy",
          "",
          "application/rss+xml",
          "text/html; charset=utf-16le",
          "text/plain; charset=shift_jis",
          "text/html; charset=iso-2022-jp",
          "application/json; charset=gb18030",
          "application/x-www-form-urlencoded; charset=windows-1251",
          "text/plain; charset=utf-16");

  /** Each kind of phrase there is, of few and short words. */
  static final PhraseBook BOOK =
      PhraseBook.of(
          List.of(
              TextFixtures.line("suicide", "100 kill myself"),
              TextFixtures.line("suicide", "-20 garden*"),
              TextFixtures.line("suicide", "except kill myself laughing"),
              TextFixtures.line("suicide", "typed 80 want to|going to >2 die|end it"),
              TextFixtures.line("suicide", "noticed 90 my friend >4 die"),
              TextFixtures.line("drugs", "40 weed"),
              TextFixtures.line("drugs", "severity:high 30 *mdma*"),
              TextFixtures.line("drugs", "60 sell &6 weed|pills"),
              TextFixtures.line("drugs", "50 dealer & pills"),
              TextFixtures.line("violence", "for:young-child 70 knife"),
              TextFixtures.line("bullying", "typed 60 kys"),
              TextFixtures.line("suicide", "100 zabić się"),
              TextFixtures.line("suicide", "100 自殺"),
              TextFixtures.line("suicide", "100 انتحار")),
          Map.of(Origin.TYPED, clues(Origin.TYPED), Origin.SHOWN, clues(Origin.SHOWN)));

  /** Some of the same words, so that many stretches of text are told. */
  private static Clues clues(Origin origin) {
    return Clues.of(
        origin,
        List.of(
            "#\t50\tsuicide\tdrugs",
            "die\t300\t0:300",
            "weed\t200\t1:300",
            "kill myself\t300\t0:300",
            "#<gar\t-300",
            "knife\t-100"),
        CategoryTable.builtIn());
  }

  private final BodyFormat format;
  private final Origin origin;
  private final boolean coded;
  private final byte[] text;
  private final byte[] wire;
  private final int cuts;

  private FuzzedBody(
      BodyFormat format, Origin origin, boolean coded, byte[] text, byte[] wire, int cuts) {
    this.format = format;
    this.origin = origin;
    this.coded = coded;
    this.text = text;
    this.wire = wire;
    this.cuts = cuts;
  }

  /** The body that an input is; a choice that is missing is the first. */
  static FuzzedBody of(byte[] input) {
    int coding = choice(input, 1) % 8;
    String type = TYPES.get(choice(input, 0) % TYPES.size());
    byte[] text = Arrays.copyOfRange(input, Math.min(CHOICES, input.length), input.length);
    boolean coded = coding >= 5;
    String name =
        switch (coding) {
          case 1, 5 -> "gzip";
          case 2, 6 -> "deflate";
          case 7 -> "br";
          default -> null;
        };
    byte[] wire =
        switch (coding) {
          case 1 -> Fixtures.gzip(text);
          case 2 -> deflated(text);
          default -> text;
        };
    Origin origin = choice(input, 2) % 2 == 0 ? Origin.SHOWN : Origin.TYPED;
    return new FuzzedBody(BodyFormat.of(type, name), origin, coded, text, wire, choice(input, 3));
  }

  /** The printable characters begin with the first choice. */
  private static int choice(byte[] input, int at) {
    return at < input.length ? (input[at] - '0') & 0xFF : 0;
  }

  private static byte[] deflated(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(text);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /** Whether the rest of the input is what a coding made of some text, and not the text. */
  boolean isCoded() {
    return coded;
  }

  boolean isUndeclared() {
    return format.kind() == BodyFormat.Kind.UNDECLARED;
  }

  int textBytes() {
    return text.length;
  }

  /** The rest of the input as often as it takes to come to so many bytes. */
  byte[] repeated(int bytesMin) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(bytesMin + text.length);
    while (text.length > 0 && bytes.size() < bytesMin) {
      bytes.writeBytes(text);
    }
    return bytes.toByteArray();
  }

  /** What is on the wire. */
  ByteBuffer wire() {
    return ByteBuffer.wrap(wire);
  }

  BodyScan open() {
    return open(format);
  }

  /** Reads the rest of the input as it is, whatever coding was chosen. */
  BodyScan openText() {
    return open(
        new BodyFormat(
            format.kind(), format.charset(), format.boundary(), BodyFormat.Coding.IDENTITY));
  }

  private BodyScan open(BodyFormat as) {
    return BodyScan.open(as, new TextScan(BOOK, OPAQUE_IDS, origin));
  }

  /** The body in the pieces that its choices make of it. */
  List<ByteBuffer> pieces() {
    Random random = new Random(cuts);
    int pieceMax = 1 << cuts % 10;
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int at = 0; at < wire.length; at += pieces.get(pieces.size() - 1).remaining()) {
      int length = Math.min(wire.length - at, 1 + random.nextInt(pieceMax));
      pieces.add(ByteBuffer.wrap(wire, at, length));
    }
    return pieces;
  }
}
