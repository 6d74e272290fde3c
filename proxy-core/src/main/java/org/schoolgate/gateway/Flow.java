package org.schoolgate.gateway;

import java.net.InetAddress;
import java.time.Instant;

/**
 * One request or tunnel, from accept to close.
 *
 * @param id unique in this process; only for following one flow through the program's own log
 * @param client the address that the connection comes from
 * @param acceptedAt when its first byte was read
 * @param asked what it asks for
 * @param credentials what it says of who sends it
 */
public record Flow(
    long id, InetAddress client, Instant acceptedAt, Asked asked, Credentials credentials) {

  /** A flow that says nothing of who sends it, such as what comes through a tunnel. */
  public Flow(long id, InetAddress client, Instant acceptedAt, Asked asked) {
    this(id, client, acceptedAt, asked, Credentials.NONE);
  }
}
