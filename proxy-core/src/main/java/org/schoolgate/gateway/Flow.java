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
 * @param ahead whether a browser says that nobody has asked for it yet, such as a page of results
 *     that it fetches while somebody types
 */
public record Flow(
    long id,
    InetAddress client,
    Instant acceptedAt,
    Asked asked,
    Credentials credentials,
    boolean ahead) {

  /** A flow that says nothing of who sends it, nor of itself. */
  public Flow(long id, InetAddress client, Instant acceptedAt, Asked asked) {
    this(id, client, acceptedAt, asked, Credentials.NONE, false);
  }
}
