package org.schoolgate.classifier.format;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;

/**
 * A record of a response policy zone: when it acts, and how.
 *
 * @param name what it is about: a name, or for {@link Kind#ADDRESS} a network as lists have it
 * @param kind what it looks at
 * @param action what it does
 */
record RpzTrigger(String name, Kind kind, Action action) {

  private static final String ZERO_RUN = "zz";

  /** What a trigger looks at. */
  enum Kind {
    /** The name that is asked for. */
    NAME,
    /** All names under it. */
    UNDER,
    /** The address in the answer. */
    ADDRESS,
    /** Something that lists of sites have no counterpart of. */
    OTHER
  }

  /** What it does. */
  enum Action {
    /** There is no such site, or no answer. */
    BLOCK,
    /** It opens what others of the zone close. */
    PASS,
    /** The client is to ask in another way. */
    TCP_ONLY,
    /** Another answer is given. */
    REWRITE
  }

  /**
   * The trigger that a record is.
   *
   * @param zone the name of the zone, which owners end with
   * @return null if the owner is no name under the zone
   */
  static @Nullable RpzTrigger of(ZoneRecord record, String zone) {
    String suffix = zone.isEmpty() ? "" : "." + zone;
    if (!record.owner().endsWith(suffix) || record.owner().length() == suffix.length()) {
      return null;
    }
    String name = record.owner().substring(0, record.owner().length() - suffix.length());
    Action action = action(record, name);
    if (name.endsWith(".rpz-ip")) {
      String network = network(name.substring(0, name.length() - ".rpz-ip".length()));
      return new RpzTrigger(network, Kind.ADDRESS, action);
    }
    if (name.endsWith(".rpz-client-ip")
        || name.endsWith(".rpz-nsdname")
        || name.endsWith(".rpz-nsip")) {
      return new RpzTrigger(name, Kind.OTHER, action);
    }
    return name.startsWith("*.")
        ? new RpzTrigger(name.substring(2), Kind.UNDER, action)
        : new RpzTrigger(name, Kind.NAME, action);
  }

  private static Action action(ZoneRecord record, String name) {
    String data = record.data().isEmpty() ? "" : record.data().get(0).toLowerCase(Locale.ROOT);
    if (record.type().equals("A") || record.type().equals("AAAA")) {
      HostName address = HostsReader.hostOrNull(data);
      boolean nowhere = address != null && HostsReader.isNowhere(address.text());
      return nowhere ? Action.BLOCK : Action.REWRITE;
    }
    if (!record.type().equals("CNAME")) {
      return Action.REWRITE;
    }
    return switch (data) {
      case ".", "*.", "rpz-drop." -> Action.BLOCK;
      case "rpz-passthru." -> Action.PASS;
      case "rpz-tcp-only." -> Action.TCP_ONLY;
      // The older way to say that a name passes: it leads to itself.
      default -> record.target().equals(name) ? Action.PASS : Action.REWRITE;
    };
  }

  /** {@code 24.0.2.0.192} as {@code 192.0.2.0/24}; empty if it is no network. */
  private static String network(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split("\\.", -1)));
    if (parts.size() < 3 || !parts.get(0).matches("[0-9]{1,3}")) {
      return "";
    }
    int length = Integer.parseInt(parts.remove(0));
    Collections.reverse(parts);
    boolean ipv4 = parts.size() == 4 && !parts.contains(ZERO_RUN);
    String address = ipv4 ? String.join(".", parts) : "[" + ipv6(parts) + "]";
    HostName host = HostsReader.hostOrNull(address);
    if (host == null || host.kind() == HostName.Kind.NAME || length > Network.bits(host)) {
      return "";
    }
    Network network = Network.of(host, length);
    BigInteger given = Network.number(host);
    return Network.number(network.first()).equals(given) ? network.text() : "";
  }

  private static String ipv6(List<String> parts) {
    String text = String.join(":", parts);
    return text.replace("zz", "").replaceAll("^:([^:])", "::$1").replaceAll("([^:]):$", "$1::");
  }
}
