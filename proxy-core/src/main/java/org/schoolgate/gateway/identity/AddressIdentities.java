package org.schoolgate.gateway.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.schoolgate.gateway.Credentials;
import org.schoolgate.gateway.Identity;
import org.schoolgate.gateway.IdentityResolver;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Subject;

/**
 * Tells people, shared logons and devices apart by their addresses: the most specific network that
 * holds the client describes it, and a served client that none describes is a device of the least
 * permissive group (S50). What an address is does not change while this object lives, so it is
 * looked up once. Thread-safe.
 */
public final class AddressIdentities implements IdentityResolver {

  /** More addresses than a school has clients; beyond it they are looked up again. */
  private static final int ADDRESSES_MAX = 16_384;

  private final List<Network> served;
  private final List<Entry> entries;
  private final String defaultGroup;
  private final LoadingCache<InetAddress, CompletionStage<Identity>> known =
      Caffeine.newBuilder()
          .maximumSize(ADDRESSES_MAX)
          .executor(Runnable::run)
          .build(address -> CompletableFuture.completedStage(lookUp(address)));

  /**
   * What is behind a network.
   *
   * @param name account, shared logon or device
   * @param groups ids of policy groups, at least one
   */
  public record Entry(Network network, String name, List<String> groups, Confidence confidence) {
    /** Copies the groups. */
    public Entry {
      groups = List.copyOf(groups);
    }
  }

  /**
   * The identities of a school's networks.
   *
   * @param served networks whose clients are served at all
   * @param defaultGroup of clients that no entry describes
   */
  public AddressIdentities(List<Network> served, List<Entry> entries, String defaultGroup) {
    this.served = List.copyOf(served);
    this.entries =
        entries.stream()
            .sorted(
                Comparator.comparingInt((Entry entry) -> entry.network().prefixBits()).reversed())
            .toList();
    this.defaultGroup = defaultGroup;
  }

  /** By address alone, whatever a request says of who sends it. */
  @Override
  public CompletionStage<Identity> identify(InetAddress client, Credentials credentials) {
    return known.get(client);
  }

  /**
   * The subject at an address; empty when it is in no network that this gateway serves. A served
   * client that nobody described is the least permissive subject, never nobody.
   */
  public Optional<Subject> resolve(InetAddress client) {
    return lookUp(client) instanceof Identity.Known found
        ? Optional.of(found.subject())
        : Optional.empty();
  }

  private Identity lookUp(InetAddress client) {
    if (served.stream().noneMatch(network -> network.contains(client))) {
      return new Identity.NotServed();
    }
    String address = client.getHostAddress();
    for (Entry entry : entries) {
      if (entry.network().contains(client)) {
        return new Identity.Known(
            new Subject(entry.name(), entry.groups(), entry.confidence(), address));
      }
    }
    return new Identity.Known(
        new Subject("unknown-device", List.of(defaultGroup), Confidence.DEVICE, address));
  }
}
