package org.schoolgate.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;

/**
 * What runs on the machines of a {@link Network} beside the gateway, each a process of its own that
 * goes with the one that began it: name servers, and a web site that has every name.
 */
final class Outside implements AutoCloseable {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int DNS = 53;

  private final Process process;

  private Outside(Process process) {
    this.process = process;
  }

  /**
   * Begins one of them and waits until it is there.
   *
   * @param words what {@link #main} takes
   */
  static Outside start(List<String> machine, String... words) throws IOException {
    List<String> line = new ArrayList<>(machine);
    line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    line.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    line.add(Outside.class.getName());
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    for (String word = said.readLine(); !"ready".equals(word); word = said.readLine()) {
      if (word == null) {
        throw new IOException(String.join(" ", words) + " did not begin: " + all);
      }
      all.append(word).append('\n');
    }
    return new Outside(process);
  }

  /**
   * {@code names AT ADDRESS...} answers for every name with these addresses; {@code site FILE} is
   * every site and leaves in a file whom it is vouched for by; {@code datagram ADDRESS PORT} says
   * what becomes of one.
   */
  public static void main(String[] words) throws Exception {
    List<AutoCloseable> running = new ArrayList<>();
    switch (words[0]) {
      case "names" -> {
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
          addresses.add(InetAddress.getByName(words[i]));
        }
        running.add(new NameServer(new InetSocketAddress(words[1], DNS), addresses));
      }
      case "site" -> {
        Internet internet = new Internet();
        Files.copy(internet.file(), Path.of(words[1]));
        running.add(internet);
        ServerSocketFactory plain = ServerSocketFactory.getDefault();
        running.add(new Site("http", plain, new InetSocketAddress(HTTP)));
        running.add(new Site("https", internet.anySite(), new InetSocketAddress(HTTPS)));
      }
      default -> {
        System.out.println(datagram(words[1], Integer.parseInt(words[2])));
        return;
      }
    }
    System.out.println("ready");
    // Until whoever began it lets go of it.
    int unused = System.in.readAllBytes().length;
    for (AutoCloseable each : running) {
      each.close();
    }
  }

  private static String datagram(String address, int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5_000);
      socket.connect(new InetSocketAddress(address, port));
      socket.send(new DatagramPacket(new byte[1200], 1200));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return "answered";
    } catch (PortUnreachableException refused) {
      return "refused";
    } catch (java.net.SocketTimeoutException silent) {
      return "silence";
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
  }
}
