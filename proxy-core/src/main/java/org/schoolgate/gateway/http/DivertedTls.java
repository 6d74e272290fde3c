package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.TargetReader;
import org.schoolgate.policy.Target;

/**
 * A connection to a secure port that the network diverted to the gateway (S3), until its client has
 * said what it wants: from then on it is a flow ({@link HelloFlow}). A client that says nothing has
 * asked for nothing, and is closed.
 *
 * <p>Its event loop owns it.
 */
final class DivertedTls implements TunnelStage {

  private final ClientConnection client;
  private final EdgeParts parts;
  private final Dialler dialler;
  private final Target destination;
  private final FirstBytes first;
  private boolean over;

  /**
   * A stage that has heard nothing yet.
   *
   * @param destination where the client meant to connect to; dialled only where it names no server
   */
  DivertedTls(
      ClientConnection client, EdgeParts parts, Dialler dialler, InetSocketAddress destination) {
    this.client = client;
    this.parts = parts;
    this.dialler = dialler;
    this.destination =
        Target.ofTls(TargetReader.hostOf(destination.getAddress()), destination.getPort());
    this.first = new FirstBytes(parts.settings().tunnels().helloBytesMax());
  }

  @Override
  public void start() {
    client.arm(parts.settings().tunnels().helloMillis());
  }

  @Override
  public void fromClient(ByteBuf bytes) {
    if (over) {
      bytes.release();
      return;
    }
    first.add(client.alloc(), bytes);
    FirstBytes.Said said = first.read();
    if (said != null) {
      over = true;
      Asked.Hello hello =
          new Asked.Hello(
              destination, null, said.serverName(), said.tls(), parts.interception() != null);
      client.goOn(new HelloFlow(client, parts, dialler, first, said.alpn(), hello));
    }
  }

  @Override
  public void clientGone() {
    if (!over) {
      over = true;
      first.release();
    }
  }

  @Override
  public void timedOut() {
    clientGone();
    client.closeGently();
  }

  @Override
  public void drain() {
    timedOut();
  }

  @Override
  public boolean readingFailed() {
    clientGone();
    return false;
  }
}
