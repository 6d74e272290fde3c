package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A name server for which every name has the same addresses, this machine's unless it is given
 * others, so that a web site of a test can have the name of a real one (RFC 1035, RFC 3596).
 */
final class NameServer implements AutoCloseable {

  private static final int PACKET_BYTES_MAX = 4096;
  private static final int HEADER_BYTES = 12;
  private static final int TYPE_A = 1;
  private static final int TYPE_AAAA = 28;
  private static final short ANSWER_WITHOUT_FAULT = (short) 0x8180;
  private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;

  private final DatagramSocket socket;

  private final List<InetAddress> addresses;

  NameServer() throws IOException {
    this(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(InetAddress.getLoopbackAddress()));
  }

  /**
   * One at an address of its own.
   *
   * @param addresses of every name: one of each family at most
   */
  NameServer(InetSocketAddress at, List<InetAddress> addresses) throws IOException {
    this.addresses = List.copyOf(addresses);
    socket = new DatagramSocket(at);
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

  private byte[] answer(byte[] query) {
    int end = HEADER_BYTES;
    while (query[end] != 0) {
      end += 1 + query[end];
    }
    end += 5;
    int type = query[end - 3];
    byte[] address =
        addresses.stream()
            .map(InetAddress::getAddress)
            .filter(bytes -> type == (bytes.length == 4 ? TYPE_A : TYPE_AAAA))
            .findFirst()
            .orElse(new byte[0]);
    ByteBuffer answer = ByteBuffer.allocate(end + 12 + address.length);
    answer.put(query, 0, 2).putShort(ANSWER_WITHOUT_FAULT);
    answer.putShort((short) 1).putShort((short) (address.length > 0 ? 1 : 0)).putInt(0);
    answer.put(query, HEADER_BYTES, end - HEADER_BYTES);
    if (address.length > 0) {
      answer.putShort(NAME_OF_THE_QUESTION).putShort((short) type).putShort((short) 1);
      answer.putInt(60).putShort((short) address.length).put(address);
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  @Override
  public void close() {
    socket.close();
  }
}
