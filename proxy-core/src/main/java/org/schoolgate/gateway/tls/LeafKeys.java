package org.schoolgate.gateway.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Gives each TLS engine the leaf that it was made for, so that one context serves all hosts: an
 * engine carries its leaf's alias as the name of its peer.
 *
 * <p>It knows only the leaves of handshakes in progress, weakly: whoever holds a handshake holds
 * its leaf. Thread-safe.
 */
final class LeafKeys extends ServerKeys {

  private final Cache<String, Leaf> known =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  void add(Leaf leaf) {
    known.put(leaf.alias(), leaf);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    String alias = engine == null ? null : engine.getPeerHost();
    return alias != null && keyType.startsWith("EC") && known.getIfPresent(alias) != null
        ? alias
        : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Leaf leaf = known.getIfPresent(alias);
    return leaf == null ? null : new X509Certificate[] {leaf.certificate()};
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Leaf leaf = known.getIfPresent(alias);
    return leaf == null ? null : leaf.key();
  }
}
