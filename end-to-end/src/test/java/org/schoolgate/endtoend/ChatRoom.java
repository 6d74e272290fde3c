package org.schoolgate.endtoend;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket (RFC 6455) of a site, with one person in it, who is told what they said. */
final class ChatRoom {

  private static final Pattern KEY =
      Pattern.compile("\r\nsec-websocket-key: *([^\r]*)\r\n", Pattern.CASE_INSENSITIVE);
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int SHORT_BYTES_MAX = 125;

  private final DataInputStream in;
  private final OutputStream out;
  private final Consumer<String> heard;

  ChatRoom(InputStream in, OutputStream out, Consumer<String> heard) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.heard = heard;
  }

  /** Answers a request for it, and all that is said in it until somebody leaves. */
  void open(String head) throws IOException {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IOException("nobody asked for a WebSocket");
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    for (int first = in.read(); first == TEXT; first = in.read()) {
      byte[] said = payload();
      heard.accept(new String(said, StandardCharsets.UTF_8));
      say(TEXT, said);
    }
    say(CLOSE, new byte[0]);
  }

  /** Of one frame of a client, whose messages are short. */
  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte() & 0x7F;
    if (length > SHORT_BYTES_MAX) {
      throw new IOException("a message is too long for this room");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  private void say(int first, byte[] payload) throws IOException {
    out.write(first);
    out.write(payload.length);
    out.write(payload);
    out.flush();
  }

  private static String accept(String key) throws IOException {
    try {
      byte[] both = (key + SALT).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException missing) {
      throw new IOException(missing);
    }
  }
}
