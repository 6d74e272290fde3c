package org.schoolgate.gateway.tls;

/**
 * What it takes to stand between a client and a site.
 *
 * @param clients TLS towards clients, in the name of the school's authority
 * @param origins TLS towards sites
 */
public record Interception(ServerTls clients, UpstreamTls origins) implements AutoCloseable {
  @Override
  public void close() {
    clients.close();
    origins.close();
  }
}
