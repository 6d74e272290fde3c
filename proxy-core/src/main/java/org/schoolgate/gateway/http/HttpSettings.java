package org.schoolgate.gateway.http;

/**
 * Every limit of the HTTP edge. All times are in milliseconds, all sizes in bytes; nothing is
 * unlimited.
 *
 * @param clients how many clients, and on how many threads
 * @param heads what a request head may be
 * @param bodies how bodies stream and how much of an inspected one is held back
 * @param upstreams connections to origins
 * @param tunnels CONNECT
 * @param sockets WebSockets that are read
 */
public record HttpSettings(
    Clients clients,
    Heads heads,
    Bodies bodies,
    Upstreams upstreams,
    Tunnels tunnels,
    Sockets sockets) {

  /** The settings that a school begins with. */
  public static HttpSettings defaults() {
    return new HttpSettings(
        Clients.DEFAULTS,
        Heads.DEFAULTS,
        Bodies.DEFAULTS,
        Upstreams.DEFAULTS,
        Tunnels.DEFAULTS,
        Sockets.DEFAULTS);
  }

  /** These settings with others for clients. */
  public HttpSettings with(Clients other) {
    return new HttpSettings(other, heads, bodies, upstreams, tunnels, sockets);
  }

  /** These settings with others for heads. */
  public HttpSettings with(Heads other) {
    return new HttpSettings(clients, other, bodies, upstreams, tunnels, sockets);
  }

  /** These settings with others for bodies. */
  public HttpSettings with(Bodies other) {
    return new HttpSettings(clients, heads, other, upstreams, tunnels, sockets);
  }

  /** These settings with others for upstreams. */
  public HttpSettings with(Upstreams other) {
    return new HttpSettings(clients, heads, bodies, other, tunnels, sockets);
  }

  /** These settings with others for tunnels. */
  public HttpSettings with(Tunnels other) {
    return new HttpSettings(clients, heads, bodies, upstreams, other, sockets);
  }

  /** These settings with others for WebSockets. */
  public HttpSettings with(Sockets other) {
    return new HttpSettings(clients, heads, bodies, upstreams, tunnels, other);
  }

  /**
   * Limits of client connections.
   *
   * @param eventLoops threads; each connection stays on one; 0 means one for each core
   * @param connectionsMax open at once; the next is closed as it is accepted
   * @param connectionsPerAddressMax open at once from one client address
   * @param idleMillis how long a connection may wait between requests
   * @param lingerMillis how long a connection that is being closed goes on reading, so that the
   *     client sees the last response and not a reset
   */
  public record Clients(
      int eventLoops,
      int connectionsMax,
      int connectionsPerAddressMax,
      int idleMillis,
      int lingerMillis) {

    /** For one school: a few hundred devices with a few dozen connections each. */
    public static final Clients DEFAULTS = new Clients(0, 16_384, 512, 60_000, 2_000);

    /** Checks the ranges. */
    public Clients {
      check(eventLoops >= 0, "eventLoops");
      check(connectionsMax > 0, "connectionsMax");
      check(connectionsPerAddressMax > 0, "connectionsPerAddressMax");
      check(idleMillis > 0, "idleMillis");
      check(lingerMillis > 0, "lingerMillis");
    }
  }

  /**
   * Limits of a request head; those of bytes and lines hold for response heads too.
   *
   * @param requestLineBytesMax beyond it: 414
   * @param headerBytesMax all header lines together; beyond it: 431
   * @param headerLinesMax beyond it: 431
   * @param headMillis from the first byte of a head to its last, however often bytes come
   * @param pendingPipelinedBytesMax how much is read ahead of the request in progress
   */
  public record Heads(
      int requestLineBytesMax,
      int headerBytesMax,
      int headerLinesMax,
      int headMillis,
      int pendingPipelinedBytesMax) {

    /** What browsers need, with room for large cookies. */
    public static final Heads DEFAULTS = new Heads(16_384, 65_536, 128, 15_000, 16_384);

    /** Checks the ranges. */
    public Heads {
      check(requestLineBytesMax > 0, "requestLineBytesMax");
      check(headerBytesMax > 0, "headerBytesMax");
      check(headerLinesMax > 0, "headerLinesMax");
      check(headMillis > 0, "headMillis");
      check(pendingPipelinedBytesMax > 0, "pendingPipelinedBytesMax");
    }
  }

  /**
   * How bodies stream.
   *
   * @param bodyIdleMillis the longest silence in the middle of a body, of either side
   * @param holdBackBytesMax how much of an inspected body is held before any of it goes on
   * @param heldBytesMax how much all inspected bodies hold back together; the next is refused
   * @param trailingHoldBackBytesMax how much is still held after that, so that what is found late
   *     can be cut before it is delivered
   * @param holdBackMillis how long bytes that were read and found clean are held at most, so that a
   *     page that speaks little by little is not silent
   * @param readOnBytesMax how much is still read after what suffices for a block, so that the worst
   *     of it is on record, or what clears it is seen
   * @param readOnMillis how long that may take; not longer than a silence is borne
   * @param unsentBytesMax how much waits for a slow reader before its sender is paused
   */
  public record Bodies(
      int bodyIdleMillis,
      int holdBackBytesMax,
      int heldBytesMax,
      int trailingHoldBackBytesMax,
      int holdBackMillis,
      int readOnBytesMax,
      int readOnMillis,
      int unsentBytesMax) {

    /** A whole usual page is read before any of it is shown. */
    public static final Bodies DEFAULTS =
        new Bodies(60_000, 65_536, 32 << 20, 4_096, 3_000, 1 << 20, 2_000, 65_536);

    /** Checks the ranges. */
    public Bodies {
      check(bodyIdleMillis > 0, "bodyIdleMillis");
      check(holdBackBytesMax >= 0, "holdBackBytesMax");
      check(
          trailingHoldBackBytesMax >= 0 && trailingHoldBackBytesMax <= holdBackBytesMax,
          "trailingHoldBackBytesMax");
      check(heldBytesMax >= 4 * holdBackBytesMax, "heldBytesMax");
      check(holdBackMillis > 0, "holdBackMillis");
      check(readOnBytesMax >= 0, "readOnBytesMax");
      check(readOnMillis > 0 && readOnMillis <= bodyIdleMillis, "readOnMillis");
      check(unsentBytesMax > 0, "unsentBytesMax");
    }
  }

  /**
   * Connections to origins. The counts hold for each event loop, because each has its own pool.
   *
   * @param connectMillis from asking for a connection to having one: resolving, waiting for a
   *     place, all addresses, and the TLS handshake
   * @param nextAddressMillis after which silence of one address the next is tried
   * @param firstByteMillis from the end of the request to the beginning of the response
   * @param upstreamsPerHostMax open at once to one host and port
   * @param waitersPerHostMax requests that wait for a place at one host; the next gets a 503
   * @param upstreamIdleMillis how long an unused connection is kept
   * @param upstreamsIdleMax how many unused connections are kept
   */
  public record Upstreams(
      int connectMillis,
      int nextAddressMillis,
      int firstByteMillis,
      int upstreamsPerHostMax,
      int waitersPerHostMax,
      int upstreamIdleMillis,
      int upstreamsIdleMax) {

    /** Patient with slow sites, since each waits only for itself. */
    public static final Upstreams DEFAULTS =
        new Upstreams(10_000, 2_000, 60_000, 64, 256, 30_000, 1_024);

    /** Checks the ranges. */
    public Upstreams {
      check(connectMillis > 0, "connectMillis");
      check(nextAddressMillis > 0, "nextAddressMillis");
      check(firstByteMillis > 0, "firstByteMillis");
      check(upstreamsPerHostMax > 0, "upstreamsPerHostMax");
      check(waitersPerHostMax >= 0, "waitersPerHostMax");
      check(upstreamIdleMillis > 0, "upstreamIdleMillis");
      check(upstreamsIdleMax >= 0, "upstreamsIdleMax");
    }
  }

  /**
   * Limits of a tunnel.
   *
   * @param helloBytesMax how long a ClientHello may be (RFC 8446 allows more; no client needs it)
   * @param helloMillis from the answer to the CONNECT to a whole ClientHello
   * @param handshakeMillis from the decision about it to the end of the TLS handshake with the
   *     client
   * @param tunnelIdleMillis the longest silence in both directions of one that is not read
   */
  public record Tunnels(
      int helloBytesMax, int helloMillis, int handshakeMillis, int tunnelIdleMillis) {

    /** Room for post-quantum key shares; five minutes of silence. */
    public static final Tunnels DEFAULTS = new Tunnels(65_536, 15_000, 15_000, 300_000);

    /** Checks the ranges. */
    public Tunnels {
      check(helloBytesMax > 0, "helloBytesMax");
      check(helloMillis > 0, "helloMillis");
      check(handshakeMillis > 0, "handshakeMillis");
      check(tunnelIdleMillis > 0, "tunnelIdleMillis");
    }
  }

  /**
   * Limits of a WebSocket that is read.
   *
   * @param messageBytesMax how long a message of text may be, which is held until it is read;
   *     beyond it: 1009
   * @param frameBytesMax how long one frame may be that is no text and passes as it comes; beyond
   *     it: 1009
   * @param messageMillis from the first byte of a message of text to its last; beyond it: 1008
   * @param socketIdleMillis the longest silence in both directions, and the longest time that a
   *     reader takes nothing: 1001
   * @param closeMillis how long the answer to a close is waited for
   * @param againMillis how often it is decided anew whether one may go on, read or not
   */
  public record Sockets(
      int messageBytesMax,
      long frameBytesMax,
      int messageMillis,
      int socketIdleMillis,
      int closeMillis,
      int againMillis) {

    /** More than any chat sends; a silence that pings of programs stay well below. */
    public static final Sockets DEFAULTS =
        new Sockets(1 << 20, 1L << 30, 60_000, 300_000, 5_000, 300_000);

    /** Checks the ranges. */
    public Sockets {
      check(messageBytesMax > 0, "messageBytesMax");
      check(frameBytesMax >= messageBytesMax, "frameBytesMax");
      check(messageMillis > 0, "messageMillis");
      check(socketIdleMillis > 0, "socketIdleMillis");
      check(closeMillis > 0, "closeMillis");
      check(againMillis > 0, "againMillis");
    }
  }

  private static void check(boolean good, String setting) {
    if (!good) {
      throw new IllegalArgumentException(setting + " is out of range");
    }
  }
}
