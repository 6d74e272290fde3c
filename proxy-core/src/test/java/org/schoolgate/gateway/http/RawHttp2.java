package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A client or an origin that speaks HTTP/2 frame by frame, right or wrong, and never waits for
 * ever. What it sends is neither compressed nor checked.
 */
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int PRIORITISED = 32;

  static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private static final int TIMEOUT_MILLIS = 20_000;

  /** One frame (RFC 9113 section 4.1). */
  record Frame(int type, int flags, int stream, String payload) {
    boolean has(int flag) {
      return (flags & flag) != 0;
    }

    /** The number that the payload has at that place. */
    int number(int at) {
      return ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)).getInt(at);
    }
  }

  /**
   * What came on one stream.
   *
   * @param heads one for each HEADERS, names and values a line each
   * @param ended whether the stream was ended; else it was reset, or the connection ended
   * @param error of the RST_STREAM or GOAWAY; -1 if there was none
   */
  record Answer(String heads, String body, boolean ended, int error) {
    boolean has(String line) {
      return heads.lines().anyMatch(line::equals);
    }
  }

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
  private final Map<Integer, StringBuilder> heads = new TreeMap<>();
  private final Map<Integer, StringBuilder> bodies = new TreeMap<>();
  private final Map<Integer, Integer> resets = new TreeMap<>();
  private final Map<Integer, Boolean> ended = new TreeMap<>();
  private @Nullable Frame goAway;
  private boolean over;

  private RawHttp2(SSLSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A client in a tunnel that agreed on HTTP/2 and has said nothing yet. */
  static RawHttp2 silent(SecureFixture tls, EdgeFixture edge, String authority) throws IOException {
    SSLSocket socket = tls.begin(edge, authority, tls.school);
    SSLParameters wanted = socket.getSSLParameters();
    wanted.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    socket.setSSLParameters(wanted);
    socket.startHandshake();
    if (!socket.getApplicationProtocol().equals("h2")) {
      throw new IOException("HTTP/2 was not agreed upon: " + socket.getApplicationProtocol());
    }
    return new RawHttp2(socket);
  }

  /** One that has sent its preface and empty SETTINGS. */
  static RawHttp2 enter(SecureFixture tls, EdgeFixture edge, String authority) throws IOException {
    RawHttp2 client = silent(tls, edge, authority);
    client.send(PREFACE);
    client.frame(SETTINGS, 0, 0, new byte[0]);
    return client;
  }

  /** What an origin and whoever asks it agree on, of those that it speaks. */
  static String agree(RawSocket asked, String... speaks) throws IOException {
    SSLSocket socket = (SSLSocket) asked.socket();
    SSLParameters wanted = socket.getSSLParameters();
    wanted.setApplicationProtocols(speaks);
    socket.setSSLParameters(wanted);
    socket.startHandshake();
    return socket.getApplicationProtocol();
  }

  /** The origin's side of a connection that has agreed on HTTP/2; it has said nothing yet. */
  static RawHttp2 silentOrigin(RawSocket asked) throws IOException {
    if (!agree(asked, "h2").equals("h2")) {
      throw new IOException("HTTP/2 was not agreed upon");
    }
    return preface(asked);
  }

  private static RawHttp2 preface(RawSocket asked) throws IOException {
    RawHttp2 origin = new RawHttp2((SSLSocket) asked.socket());
    byte[] preface = origin.in.readNBytes(PREFACE.length);
    if (!java.util.Arrays.equals(PREFACE, preface)) {
      throw new IOException("there is no preface but " + java.util.Arrays.toString(preface));
    }
    return origin;
  }

  /** The same where it was agreed upon before; with empty SETTINGS sent. */
  static RawHttp2 agreedOrigin(RawSocket asked) throws IOException {
    RawHttp2 origin = preface(asked);
    origin.settings();
    return origin;
  }

  /** The same, with its SETTINGS sent: pairs of two bytes and four. */
  static RawHttp2 origin(RawSocket asked, int... settings) throws IOException {
    RawHttp2 origin = silentOrigin(asked);
    origin.settings(settings);
    return origin;
  }

  void settings(int... pairs) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(pairs.length * 3);
    for (int i = 0; i < pairs.length; i += 2) {
      payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
    }
    frame(SETTINGS, 0, 0, payload.array());
  }

  /** Reads until the head of a request has come, and gives its stream; -1 at the end. */
  int nextRequest() throws IOException {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type() == HEADERS) {
        return frame.stream();
      }
    }
    return -1;
  }

  /** Reads until a request has come whole, and gives it. */
  Answer request(int stream) throws IOException {
    return answer(stream);
  }

  /** Answers with a head and perhaps a body, which end the stream. */
  void answer(int stream, String head, String body) throws IOException {
    frame(HEADERS, END_HEADERS | (body.isEmpty() ? END_STREAM : 0), stream, block(head));
    if (!body.isEmpty()) {
      frame(DATA, END_STREAM, stream, body);
    }
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    send(bytesOf(type, flags, stream, payload));
  }

  static byte[] bytesOf(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  void frame(int type, int flags, int stream, String payload) throws IOException {
    frame(type, flags, stream, payload.getBytes(StandardCharsets.ISO_8859_1));
  }

  void number(int type, int stream, int number) throws IOException {
    frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
  }

  /** A GET. */
  void get(int stream, String authority, String path) throws IOException {
    frame(HEADERS, END_HEADERS | END_STREAM, stream, block(request("GET", authority, path)));
  }

  /** The lines of a request's head: names and values, one a line. */
  static String request(String method, String authority, String path, String... more) {
    return ":method %s\n:scheme https\n:authority %s\n:path %s\n%s"
        .formatted(method, authority, path, String.join("\n", more));
  }

  /**
   * A block of fields, uncompressed (RFC 7541 section 6.2.2).
   *
   * @param lines a name, a space and a value each; {@code \}-sequences of Java have their meaning
   */
  static byte[] block(String lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String line : lines.lines().toList()) {
      if (!line.isEmpty()) {
        int space = line.indexOf(' ');
        out.write(0);
        literal(line.substring(0, space), out);
        literal(line.substring(space + 1).translateEscapes(), out);
      }
    }
    return out.toByteArray();
  }

  private static void literal(String text, ByteArrayOutputStream out) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int left = bytes.length;
    if (left < 127) {
      out.write(left);
    } else {
      out.write(127);
      for (left -= 127; left >= 128; left >>= 7) {
        out.write((left & 127) | 128);
      }
      out.write(left);
    }
    out.writeBytes(bytes);
  }

  /** The next frame; null when the connection has ended. */
  @Nullable Frame next() throws IOException {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      Frame frame =
          new Frame(type, flags, stream, new String(payload, StandardCharsets.ISO_8859_1));
      note(frame, payload);
      return frame;
    } catch (EOFException | SocketException | SSLException gone) {
      over = true;
      return null;
    }
  }

  private void note(Frame frame, byte[] payload) throws IOException {
    int stream = frame.stream();
    switch (frame.type()) {
      case HEADERS -> {
        heads.computeIfAbsent(stream, s -> new StringBuilder()).append(decoded(stream, payload));
        noteEnd(frame);
      }
      case DATA -> {
        bodies.computeIfAbsent(stream, s -> new StringBuilder()).append(frame.payload());
        noteEnd(frame);
      }
      case RST_STREAM -> resets.put(stream, frame.number(0));
      case GOAWAY -> goAway = frame;
      case SETTINGS -> {
        if (!frame.has(ACK)) {
          frame(SETTINGS, ACK, 0, new byte[0]);
        }
      }
      default -> {}
    }
  }

  private void noteEnd(Frame frame) {
    if (frame.has(END_STREAM)) {
      ended.put(frame.stream(), true);
    }
  }

  private String decoded(int stream, byte[] block) throws IOException {
    ByteBuf bytes = Unpooled.wrappedBuffer(block);
    try {
      Http2Headers fields = decoder.decodeHeaders(stream, bytes);
      StringBuilder lines = new StringBuilder();
      fields.forEach(
          field -> lines.append(field.getKey()).append(' ').append(field.getValue()).append('\n'));
      return lines.toString();
    } catch (Http2Exception wrong) {
      throw new IOException(wrong);
    }
  }

  /** Reads until that stream, or the connection, has ended. */
  Answer answer(int stream) throws IOException {
    while (!over && !resets.containsKey(stream) && !ended.containsKey(stream)) {
      Frame unused = next();
    }
    Frame away = goAway;
    int error = resets.getOrDefault(stream, over && away != null ? away.number(4) : -1);
    return new Answer(
        String.valueOf(heads.getOrDefault(stream, new StringBuilder())),
        String.valueOf(bodies.getOrDefault(stream, new StringBuilder())),
        ended.containsKey(stream),
        error);
  }

  /** Reads until a RST_STREAM of that stream, and gives its error; -1 if the connection ends. */
  int resetOf(int stream) throws IOException {
    while (!over && !resets.containsKey(stream)) {
      Frame unused = next();
    }
    return resets.getOrDefault(stream, -1);
  }

  /** Reads until the end of the connection, and gives the error that it was ended for. */
  int endOfConnection() throws IOException {
    while (!over) {
      Frame unused = next();
    }
    Frame away = goAway;
    return away == null ? -1 : away.number(4);
  }

  /** Reads until a frame of that type. */
  Frame await(int type) throws IOException {
    while (true) {
      Frame frame = next();
      if (frame == null) {
        throw new IOException("the connection ended before a frame of type " + type);
      }
      if (frame.type() == type) {
        return frame;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
