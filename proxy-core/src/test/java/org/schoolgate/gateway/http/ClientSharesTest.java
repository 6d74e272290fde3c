package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One device has its share, however many addresses it gives itself. */
class ClientSharesTest {

  private static final int PER_ADDRESS = 5;
  private static final int ALL = 40;

  private final ClientShares shares = new ClientShares(PER_ADDRESS, ALL);

  private static InetAddress address(String prefix, int number) throws UnknownHostException {
    return InetAddress.getByName(prefix + Integer.toHexString(number));
  }

  /** Each takes one from a new address for as long as it is let. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2001:db8:0:1::, 10",
    "2001:db8:0:1:8000::, 10",
    "fd00:0:0:1::, 10",
    "fe80::, 40",
    "10.0.0., 10",
    "::ffff:10.0.0., 10",
  })
  void manyAddresses(String prefix, int taken) throws Exception {
    int count = 0;
    int tried = prefix.endsWith("0.") ? 10 : ALL;
    for (int number = 0; number < tried; number++) {
      count += shares.take(address(prefix, number)) ? 1 : 0;
    }

    assertEquals(taken, count);
  }

  @Test
  void oneAddressHasLessThanItsNetwork() throws Exception {
    InetAddress first = address("2001:db8::", 1);
    for (int each = 0; each < PER_ADDRESS; each++) {
      assertTrue(shares.take(first));
    }

    assertFalse(shares.take(first));
    assertTrue(shares.take(address("2001:db8::", 2)));
    assertTrue(shares.take(address("2001:db8:0:1::", 1)));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() throws Exception {
    for (int round = 0; round < 3; round++) {
      for (int number = 0; number < ALL / 4; number++) {
        assertTrue(shares.take(address("2001:db8::", number)));
      }
      assertFalse(shares.take(address("2001:db8::", ALL)));
      for (int number = 0; number < ALL / 4; number++) {
        shares.giveBack(address("2001:db8::", number));
      }
    }
  }

  @Test
  void whatIsCountedAnywayIsFoundTooMany() throws Exception {
    InetAddress client = address("2001:db8::", 1);
    for (int each = 0; each < PER_ADDRESS; each++) {
      shares.add(client);
      assertTrue(shares.isWithin(client));
    }
    shares.add(client);
    assertFalse(shares.isWithin(client));
    shares.giveBack(client);
    assertTrue(shares.isWithin(client));
  }
}
