package org.schoolgate.cli.config;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Group;

/** What a valid configuration says that a school can hardly mean; said wherever people look. */
public final class ConfigWarnings {

  private ConfigWarnings() {}

  /** One sentence for each, with what to do; empty if there is none. */
  public static List<String> of(SchoolConfig config) {
    GatewayConfig gateway = config.gateway();
    List<String> warnings = new ArrayList<>();
    if (!gateway.inspection().enabled()) {
      warnings.add(
          "NO CONTENT IS READ: no page is blocked for what is written on it and nothing that a child"
              + " types is noticed, because inspection.enabled is false in schoolgate.yaml; make it"
              + " true");
    }
    for (Network network : gateway.networks()) {
      if (network.prefixBits() == 0) {
        warnings.add(
            "networks in schoolgate.yaml has "
                + network
                + ", which is everybody who can reach the proxy; name the school's own networks");
      }
    }
    if (gateway.listeners().transparent().isPresent()
        && gateway.identity().proxyAuthentication() == GatewayConfig.ProxyAuthentication.REQUIRED) {
      warnings.add(
          "nobody can sign in on a connection that the network diverts, so its device browses as"
              + " identity.addresses says, although proxy-authentication is required; describe those"
              + " networks there, or make listeners.transparent off");
    }
    Group others = config.policy().groups().require(gateway.identity().defaultGroup());
    if (!others.audience().isChild()) {
      warnings.add(
          "identity.default-group in schoolgate.yaml is '"
              + others.id()
              + "', a group of adults, so every device that nothing else describes browses as one;"
              + " name the youngest pupils' group");
    }
    return warnings;
  }

  /** Whether the school's number is still the one of the sample. */
  public static boolean isSample(GatewayConfig.School school) {
    return school.urn().equals(GatewayConfigReader.URN_OF_SAMPLE);
  }
}
