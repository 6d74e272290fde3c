package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostHashTest {

  private static HostHash hash(long seed) {
    return new SiteHash(SiteHash.newSeed(new Random(seed))).names();
  }

  @Test
  void parentsAreOnTheWay() {
    HostHash hash = hash(1);
    String host = "www.example.com";

    long parent = hash.suffix("example.com", 0);

    assertEquals(parent, hash.suffix(host, 4));
    assertEquals(
        hash.suffix(host, 0), hash.add(hash.add(hash.add(hash.add(parent, '.'), 'w'), 'w'), 'w'));
  }

  @Test
  void theKeyMatters() {
    long one = hash(1).suffix("example.com", 0);
    long other = hash(2).suffix("example.com", 0);

    assertNotEquals(one, other);
  }

  @Test
  void thueMorseStringsDoNotCollide() {
    StringBuilder a = new StringBuilder("a");
    StringBuilder b = new StringBuilder("b");
    for (int i = 0; i < 11; i++) {
      String oldA = a.toString();
      a.append(b);
      b.append(oldA);
    }
    HostHash hash = hash(3);

    assertNotEquals(hash.suffix(a, 0), hash.suffix(b, 0));
  }

  @Test
  void aMillionNamesHaveAMillionFingerprints() {
    HostHash hash = hash(4);
    Set<Long> fingerprints = new HashSet<>();
    for (int i = 0; i < 1_000_000; i++) {
      fingerprints.add(hash.finish(hash.suffix("site" + i + ".example", 0)));
    }

    assertEquals(1_000_000, fingerprints.size());
  }
}
