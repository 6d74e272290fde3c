package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.gateway.http.Door;
import org.schoolgate.gateway.http.HttpEdge;

/** Opens the doors that {@code listeners} of schoolgate.yaml names. */
final class Doors {

  /** What can be done about a port that somebody else has. */
  static final String TAKEN =
      "stop what listens there, or run with --port-offset, or change listeners in schoolgate.yaml";

  private static final byte[] EVERYWHERE = new byte[16];

  private Doors() {}

  /**
   * Opens all of them.
   *
   * @return where they are, in words for {@code ready} and {@code status}
   * @throws CommandFailure if one cannot be opened
   */
  static String open(HttpEdge edge, GatewayConfig.Listeners listeners, int portOffset) {
    List<String> words = new ArrayList<>();
    Door proxy = new Door(Door.Speaks.PROXY, Door.Diversion.NONE, listeners.proxyProtocolFrom());
    InetSocketAddress at =
        new InetSocketAddress(listeners.bind(), listeners.explicitProxy() + portOffset);
    words.add("proxy=" + hostPort(listen(edge, at, proxy)));
    if (listeners.transparent().isPresent()) {
      GatewayConfig.Transparent ways = listeners.transparent().get();
      words.add("http=" + diverted(edge, Door.Speaks.HTTP, ways.http() + portOffset, listeners));
      words.add("tls=" + diverted(edge, Door.Speaks.TLS, ways.tls() + portOffset, listeners));
    }
    return String.join(" ", words);
  }

  private static String diverted(
      HttpEdge edge, Door.Speaks speaks, int port, GatewayConfig.Listeners listeners) {
    Door.Diversion by =
        listeners.transparent().map(GatewayConfig.Transparent::diversion).orElseThrow();
    Door door = new Door(speaks, by, listeners.proxyProtocolFrom());
    return hostPort(listen(edge, new InetSocketAddress(everywhere(), port), door));
  }

  /** Both families: a diverted connection keeps the address that it was meant for. */
  private static InetAddress everywhere() {
    try {
      return InetAddress.getByAddress(EVERYWHERE);
    } catch (IOException wrongLength) {
      throw new IllegalStateException("sixteen bytes are an address", wrongLength);
    }
  }

  private static InetSocketAddress listen(HttpEdge edge, InetSocketAddress address, Door door) {
    try {
      return edge.listen(address, door);
    } catch (IOException refused) {
      throw cannotListen(address, remedy(refused, door), refused);
    }
  }

  /** The answer is no, and not wrong configuration, after which the service is not tried again. */
  static CommandFailure cannotListen(
      InetSocketAddress address, String remedy, IOException refused) {
    return new CommandFailure(
        ExitStatus.NO, "cannot listen at " + hostPort(address) + "; " + remedy, refused);
  }

  private static String remedy(IOException refused, Door door) {
    Throwable cause = refused.getCause();
    String why = String.valueOf((cause == null ? refused : cause).getMessage());
    if (door.diversion() == Door.Diversion.TPROXY && why.contains("not permitted")) {
      return "listeners.transparent: tproxy takes the capability CAP_NET_RAW, which"
          + " systemd/schoolgate-transparent.conf gives the service; or write redirect";
    }
    return TAKEN;
  }

  static String hostPort(InetSocketAddress address) {
    return TargetReader.hostOf(address.getAddress()).inUri() + ":" + address.getPort();
  }
}
