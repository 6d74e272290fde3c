package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.policy.HostName;

class HostHashTest {

  private static HostHash hash(long seed) {
    return new SiteHash(SiteHash.newSeed(new Random(seed))).names();
  }

  /** Names with labels of every length around eight, dots at every place of eight among them. */
  static Stream<String> names() {
    Stream<String> ofTwo =
        IntStream.range(1, 20)
            .boxed()
            .flatMap(
                a -> IntStream.range(1, 20).mapToObj(b -> "a".repeat(a) + "." + "b".repeat(b)));
    return Stream.of(
            ofTwo,
            Stream.of("localhost", "a.b.c.d.e.f.g.h.i.j", "www.example.co.uk", "x--y_z.example"),
            Stream.of("a.".repeat(126) + "a"))
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachParentHasTheKeyItHasAlone(String name) {
    SiteHash hash = new SiteHash(SiteHash.newSeed(new Random(1)));
    String line = "  " + name + " ";
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);

    HostKeys keys = HostKeys.ofThread().read(hash, HostName.parse(name));

    List<String> expected = new ArrayList<>();
    for (String at = name; at != null; at = HostName.parentOf(at)) {
      expected.add(0, at);
    }
    assertEquals(expected.size(), keys.count());
    for (int i = 0; i < keys.count(); i++) {
      int start = line.length() - 1 - expected.get(i).length();
      assertEquals(expected.get(i), name.substring(keys.start(i)));
      assertEquals(hash.name(expected.get(i), 0), keys.key(i));
      assertEquals(hash.name(name, keys.start(i)), keys.key(i));
      assertEquals(hash.name(bytes, start, line.length() - 1), keys.key(i));
      assertEquals(i == 0 && keys.count() > 1, keys.isTop(i));
    }
  }

  @Test
  void anAddressHasOneKey() {
    SiteHash hash = new SiteHash(SiteHash.newSeed(new Random(1)));

    HostKeys keys = HostKeys.ofThread().read(hash, HostName.parse("192.0.2.17"));

    assertEquals(1, keys.count());
    assertEquals(hash.name("192.0.2.17", 0), keys.key(0));
    assertFalse(keys.isTop(0));
  }

  /**
   * What differs in the highest bit that letters differ in changes a product in a way that is known
   * whatever the multiplier: characters that undo it one block later must not.
   */
  @Test
  void aBlockDoesNotUndoTheOneBehindIt() {
    for (int seed = 0; seed < 64; seed++) {
      HostHash hash = hash(seed);
      Set<Long> states = new HashSet<>();
      for (String block : List.of("aaa-aaa-", "aaa-aaam", "aaamaaa-", "aaamaaam")) {
        for (String behind : List.of("aaaaaaa-", "aaaaaaam")) {
          states.add(hash.suffix(block + behind, 0));
        }
      }

      assertEquals(8, states.size());
    }
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
