package org.schoolgate.gateway.identity;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.schoolgate.gateway.Credentials;
import org.schoolgate.gateway.Identity;
import org.schoolgate.gateway.IdentityResolver;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Subject;

/**
 * Tells people apart by the account that they sign in with at the proxy, and everybody else by
 * address (RFC 7617). Who signs in is one individual, whatever is known of the address (S50).
 *
 * <p>Each request stands for itself: nothing is remembered of a connection, so that requests of
 * different people on one connection are each their own. Thread-safe.
 */
public final class SignIns implements IdentityResolver, AutoCloseable {

  private final AddressIdentities addresses;
  private final boolean required;
  private final List<Network> exempt;
  private final Accounts accounts;
  private final PasswordChecks checks;

  /**
   * Sign-ins.
   *
   * @param required whether a client that does not sign in is asked to; else it is whoever its
   *     address says
   * @param exempt networks whose clients are never asked, such as printers
   * @param accounts whose password is whose
   * @param threads how many passwords are checked at a time
   */
  public SignIns(
      AddressIdentities addresses,
      boolean required,
      List<Network> exempt,
      Accounts accounts,
      int threads) {
    this.addresses = addresses;
    this.required = required;
    this.exempt = List.copyOf(exempt);
    this.accounts = accounts;
    this.checks = new PasswordChecks(accounts, threads);
  }

  @Override
  public CompletionStage<Identity> identify(InetAddress client, Credentials credentials) {
    Optional<Subject> atAddress = addresses.resolve(client);
    if (atAddress.isEmpty()) {
      return CompletableFuture.completedFuture(new Identity.NotServed());
    }
    Subject subject = atAddress.get();
    if (credentials.areImpossible()) {
      return CompletableFuture.completedFuture(new Identity.Known(subject));
    }
    if (credentials.isNone()) {
      return CompletableFuture.completedFuture(
          isAsked(client)
              ? new Identity.Unproven(subject, Challenges.ask())
              : new Identity.Known(subject));
    }
    Optional<BasicCredentials> read = BasicCredentials.read(credentials.values());
    if (read.isEmpty()) {
      return unproven(subject, Challenges.unreadable());
    }
    BasicCredentials given = read.get();
    Optional<LogOnAnswer> known = accounts.atOnce(client, given.account(), given.password());
    return known.isPresent()
        ? CompletableFuture.completedFuture(identity(subject, known.get()))
        : checks.check(client, given).thenApply(answer -> identity(subject, answer));
  }

  private boolean isAsked(InetAddress client) {
    return required && exempt.stream().noneMatch(network -> network.contains(client));
  }

  private static Identity identity(Subject atAddress, Optional<LogOnAnswer> answer) {
    return answer
        .map(known -> identity(atAddress, known))
        .orElseGet(() -> new Identity.Unproven(atAddress, Challenges.unable()));
  }

  private static Identity identity(Subject atAddress, LogOnAnswer answer) {
    if (answer instanceof LogOnAnswer.SignedIn person) {
      return new Identity.Known(
          new Subject(
              person.account(), person.groups(), Confidence.INDIVIDUAL, atAddress.address()));
    }
    return new Identity.Unproven(
        atAddress,
        answer instanceof LogOnAnswer.Slowed slowed
            ? Challenges.slowed(slowed)
            : Challenges.wrong());
  }

  private static CompletionStage<Identity> unproven(Subject subject, Decision answer) {
    return CompletableFuture.completedFuture(new Identity.Unproven(subject, answer));
  }

  /** Checks no more passwords. */
  @Override
  public void close() {
    checks.close();
  }
}
