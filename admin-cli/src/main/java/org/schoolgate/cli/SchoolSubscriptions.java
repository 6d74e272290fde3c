package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.AuditUnavailable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.ProtectedSites;
import org.schoolgate.classifier.subscription.ListFetcher;
import org.schoolgate.classifier.subscription.ListUpdate;
import org.schoolgate.classifier.subscription.Subscriptions;
import org.schoolgate.classifier.subscription.UpdateRules;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.gateway.tls.UpstreamTls;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a school has a say in while the lists that it subscribes to are updated: what may open a
 * site, what is on the ledger, and how a list comes into force.
 */
final class SchoolSubscriptions implements UpdateRules {

  private static final Logger LOG = LoggerFactory.getLogger(SchoolSubscriptions.class);

  private final Office office;
  private final ListsOpening opening;
  private final Callable<?> loading;

  private SchoolSubscriptions(Office office, ListLibrary library, Callable<?> loading) {
    this.office = office;
    this.opening = new ListsOpening(office, library);
    this.loading = loading;
  }

  /**
   * Those of a gateway that starts, which puts them in force; what a crash left is cleared away.
   */
  static Subscriptions running(Office office) {
    Subscriptions running = of(office, office.lists().library(), () -> office.lists().reload());
    try {
      running.clear();
    } catch (IOException stillThere) {
      LOG.warn("what a crash left of fetched lists cannot be cleared away", stillThere);
    }
    return running;
  }

  /** Those of the desk's gateway, or of the folders without one. */
  static Subscriptions of(Desk desk) {
    return desk.gateway()
        .map(GatewayProcess::subscriptions)
        .orElseGet(() -> of(desk.office(), ListsFiles.libraryToFill(desk), () -> ""));
  }

  private static Subscriptions of(Office office, ListLibrary library, Callable<?> loading) {
    SchoolConfig config = office.config();
    Clock clock = office.clock().withZone(config.gateway().school().zone());
    return new Subscriptions(
        config.subscriptions().all(),
        library,
        new ListFetcher(
            UpstreamTls.trusting(config.gateway().upstream().trustedCertificates()),
            InetAddress::getAllByName,
            "Schoolgate/" + Version.text()),
        protectedSites(config),
        new SchoolSubscriptions(office, library, loading),
        clock,
        office.random());
  }

  /** What no list of others may close: the table, the school's own sites and its networks. */
  static ProtectedSites protectedSites(SchoolConfig config) {
    List<Network> own =
        config.gateway().networks().stream()
            .filter(network -> network.prefixBits() >= Network.LENGTH_MIN)
            .map(SchoolSubscriptions::listed)
            .toList();
    return ProtectedSites.builtIn()
        .plus(ProtectedSites.Kind.SCHOOL, config.subscriptions().schoolSites())
        .plusNetworks(own);
  }

  private static Network listed(org.schoolgate.gateway.Network network) {
    String first = network.address().getHostAddress();
    return Network.of(
        HostName.parse(first.indexOf(':') < 0 ? first : "[" + first + "]"), network.prefixBits());
  }

  @Override
  public Optional<String> refusal(Category category, Target site) {
    return opening.refusal(category, site);
  }

  @Override
  public boolean opens(Category category) {
    return opening.effectOf(category).opens();
  }

  /** A real list of the IWF has thousands; a part of it would look like the whole (S22). */
  @Override
  public Optional<String> refusal(Map<String, ListUpdate.Change> changes) {
    ListUpdate.Change illegal = changes.get(BuiltInCategory.IWF_URLS.id());
    return illegal != null && illegal.entries() < MandatoryLists.WHOLE_ENTRIES_MIN
        ? Optional.of(
            "it is not the IWF's list: that has thousands of addresses, and this "
                + illegal.entries()
                + "; ask the IWF or your provider")
        : Optional.empty();
  }

  @Override
  public void record(ListUpdate update) {
    Map<String, LedgerEvent.ListChange> categories = new TreeMap<>();
    update
        .changes()
        .forEach(
            (id, change) ->
                categories.put(
                    id,
                    new LedgerEvent.ListChange(
                        change.entries(), change.added(), change.removed())));
    AuditGate gate = office.audit().gate();
    try {
      AuditAppend.await(
          gate.append(
              new LedgerEvent.ListUpdated(
                  update.source(),
                  update.outcome().id(),
                  update.digest().isEmpty() ? null : update.digest(),
                  categories,
                  update.reason().isEmpty() ? null : update.reason(),
                  update.by())));
    } catch (AuditUnavailable | CommandFailure failed) {
      throw new NotRecordedException(
          "nothing was changed, because the ledger did not take the update ("
              + failed.getMessage()
              + ")",
          failed);
    }
  }

  @Override
  public void putInForce() throws Exception {
    Object unused = loading.call();
  }

  /** Keeps what became of every line where the lists are; no text of a line is in it. */
  static void keepReport(Office office, ListUpdate update) throws IOException {
    if (update.report().isPresent()) {
      ListsImportText.keep(
          ListsFiles.report(office, update), standing(update), update.report().get());
    }
  }

  private static String standing(ListUpdate update) {
    String reason = update.reason().isEmpty() ? "" : ": " + update.reason();
    return switch (update.outcome()) {
      case REFUSED, FAILED -> "not in force, " + update.outcome().id() + reason;
      case STAGED -> "not in force, waits for a person" + reason;
      case INSTALLED, UNCHANGED, ROLLED_BACK -> "in force";
    };
  }
}
