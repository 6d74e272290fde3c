package org.schoolgate.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Confidence;

class AddressIdentitiesTest {

  private final AddressIdentities identities =
      new AddressIdentities(
          List.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32")),
          List.of(
              entry("10.1.0.0/16", "classroom", "year-5", Confidence.DEVICE),
              entry("10.1.2.0/24", "year-6-class", "year-6", Confidence.SHARED),
              entry("10.1.2.3", "a.teacher", "teachers", Confidence.INDIVIDUAL)),
          "nursery");

  private static AddressIdentities.Entry entry(
      String network, String name, String group, Confidence confidence) {
    return new AddressIdentities.Entry(Network.parse(network), name, List.of(group), confidence);
  }

  @ParameterizedTest(name = "{0} is {1} in {2}, {3}")
  @CsvSource(
      textBlock =
          """
          10.1.2.3,    a.teacher,      teachers, individual
          10.1.2.4,    year-6-class,   year-6,   shared
          10.1.9.9,    classroom,      year-5,   device
          10.9.9.9,    unknown-device, nursery,  device
          2001:db8::1, unknown-device, nursery,  device
          192.0.2.1,   nobody,         none,     none
          """)
  void theMostSpecificNetworkDescribesTheClient(
      String address, String name, String group, String confidence) {
    String found =
        identities
            .resolve(Network.parse(address).address())
            .map(
                subject ->
                    subject.name()
                        + " "
                        + subject.groups().get(0)
                        + " "
                        + subject.confidence().id())
            .orElse("nobody none none");
    assertEquals(name + " " + group + " " + confidence, found);
  }
}
