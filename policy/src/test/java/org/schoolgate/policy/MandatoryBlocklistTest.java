package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandatoryBlocklistTest {

  @ParameterizedTest(name = "{0} of weight {1}: blocked {2}")
  @CsvSource({
    "iwf-keywords, 60, true",
    "iwf-keywords, 59, false",
    "suicide, 10000, false",
  })
  void wordsAreBlockedForEverybodyAlike(String category, int weight, boolean blocked) {
    Optional<Decision.Block> block =
        MandatoryBlocklist.check(SmallSchool.found(Origin.TYPED, category, weight));
    assertEquals(blocked, block.isPresent());
    block.ifPresent(
        made -> {
          assertEquals(MandatoryBlocklist.SENTENCE, made.reason().text());
          assertEquals(Remedy.NOBODY, made.remedy());
        });
  }

  @Test
  void anIllegalAddressIsBlockedUnderItsOpaqueId() {
    Classification found =
        Classification.of(
            List.of(
                new Match.Listed(
                    SmallSchool.TABLE.require("iwf-urls"), "3f9a00c1d2e4", "feed/iwf-urls")));
    Decision.Block block = MandatoryBlocklist.check(found).orElseThrow();
    assertEquals("3f9a00c1d2e4", block.reason().source());
    assertTrue(block.reason().kind() == Reason.Kind.MANDATORY);
    assertFalse(MandatoryBlocklist.check(SmallSchool.listed("pornography")).isPresent());
  }
}
