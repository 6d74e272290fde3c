package org.schoolgate.gateway.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.KeyManagerFactoryWrapper;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import org.schoolgate.policy.HostName;

/**
 * TLS towards clients: the gateway answers in the place of a site, with a leaf for that host.
 *
 * <p>One context serves every host, because making one costs more than a handshake; {@link
 * LeafKeys} tells its engines apart. TLS 1.2 and 1.3, HTTP/2 or HTTP/1.1 inside, no renegotiation,
 * and session tickets under keys that live in memory and change ({@link TicketKeys}). Thread-safe.
 */
public final class ServerTls implements AutoCloseable {

  private static final int SESSION_SECONDS_MAX = 3_600;
  private static final int SESSIONS_MAX = 4_096;
  private static final int LEAVES_MAX = 2_048;

  private final CertificateAuthority authority;
  private final LeafForge forge;
  private final LeafKeys keys = new LeafKeys();
  private final SslContext context;
  private final TicketKeys tickets;

  /**
   * TLS in the name of an authority.
   *
   * @param clock says from when leaves are valid, and how old keys are
   */
  public ServerTls(CertificateAuthority authority, Clock clock, SecureRandom random) {
    this(authority, clock, random, LEAVES_MAX);
  }

  ServerTls(CertificateAuthority authority, Clock clock, SecureRandom random, int leavesMax) {
    this.authority = authority;
    this.forge = new LeafForge(authority, clock, random, leavesMax);
    // The engine's own form of each leaf is kept too: else it is read anew whenever another host
    // came between. Twice as many, because a leaf that was given up is forgotten here only when it
    // has been collected, and with no room left every handshake would look for some.
    KeyManagerFactory leaves =
        new OpenSslCachingX509KeyManagerFactory(new KeyManagerFactoryWrapper(keys), 2 * leavesMax);
    try {
      this.context =
          SslContextBuilder.forServer(leaves)
              .sslProvider(Engines.provider())
              .protocols(Engines.PROTOCOLS)
              .applicationProtocolConfig(Engines.CLIENTS)
              .sessionTimeout(SESSION_SECONDS_MAX)
              .sessionCacheSize(SESSIONS_MAX)
              .build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("TLS towards clients cannot be set up", impossible);
    }
    this.tickets = new TicketKeys(this::useTicketKeys, clock, random);
  }

  /** The JDK's engine has keys of its own making. */
  private void useTicketKeys(List<OpenSslSessionTicketKey> newestFirst) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setTicketKeys(newestFirst.toArray(OpenSslSessionTicketKey[]::new));
    }
  }

  /** Whose leaves clients are shown. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** How many leaves were made since the start. */
  public long leavesMade() {
    return forge.made();
  }

  /**
   * Gets ready to answer for a host; completes on any thread, and exceptionally when too many wait
   * or the leaf cannot be made.
   */
  public CompletionStage<Answer> answerFor(HostName host) {
    try {
      return forge.leafOf(host).thenApply(Answer::new);
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.failedFuture(busy);
    }
  }

  /** The answer for one host to one connection; to be kept until its handshake is over. */
  public final class Answer {
    private final Leaf leaf;

    private Answer(Leaf leaf) {
      this.leaf = leaf;
    }

    /** The handler that speaks TLS on one connection, whose deadline is somebody else's. */
    public SslHandler handler(ByteBufAllocator alloc) {
      tickets.renewIfOld();
      keys.add(leaf);
      SslHandler handler = context.newHandler(alloc, leaf.alias(), -1);
      handler.setHandshakeTimeoutMillis(0);
      return handler;
    }
  }

  @Override
  public void close() {
    forge.close();
    ReferenceCountUtil.release(context);
  }
}
