package org.schoolgate.cli.config;

import java.util.List;
import org.schoolgate.classifier.subscription.Subscription;

/**
 * {@code lists/subscriptions.yaml}: the lists that the school takes from their publishers.
 *
 * @param schoolSites the school's own sites, which no list from outside may close
 * @param all the subscriptions, in their order
 */
public record SubscriptionsConfig(List<String> schoolSites, List<Subscription> all) {

  /** No subscription. */
  static final SubscriptionsConfig NONE = new SubscriptionsConfig(List.of(), List.of());

  /** Copies what it is given. */
  public SubscriptionsConfig {
    schoolSites = List.copyOf(schoolSites);
    all = List.copyOf(all);
  }
}
