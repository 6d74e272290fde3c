package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A name server on the loopback address for which every name has one address, this machine's, so
 * that a web site of a test can have the name of a real one (RFC 1035).
 */
final class NameServer implements AutoCloseable {

  private static final int PACKET_BYTES_MAX = 4096;
  private static final int HEADER_BYTES = 12;
  private static final int TYPE_A = 1;
  private static final short ANSWER_WITHOUT_FAULT = (short) 0x8180;
  private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;

  private final DatagramSocket socket;

  NameServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread = new Thread(this::answerAll, "name-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens, as schoolgate.yaml has it. */
  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void answerAll() {
    byte[] buffer = new byte[PACKET_BYTES_MAX];
    try {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static byte[] answer(byte[] query) {
    int end = HEADER_BYTES;
    while (query[end] != 0) {
      end += 1 + query[end];
    }
    end += 5;
    int type = query[end - 3];
    ByteBuffer answer = ByteBuffer.allocate(end + 16);
    answer.put(query, 0, 2).putShort(ANSWER_WITHOUT_FAULT);
    answer.putShort((short) 1).putShort((short) (type == TYPE_A ? 1 : 0)).putInt(0);
    answer.put(query, HEADER_BYTES, end - HEADER_BYTES);
    if (type == TYPE_A) {
      answer.putShort(NAME_OF_THE_QUESTION).putShort((short) TYPE_A).putShort((short) 1);
      answer.putInt(60).putShort((short) 4).put(new byte[] {127, 0, 0, 1});
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  @Override
  public void close() {
    socket.close();
  }
}
