package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

class BlockNoticeTest {

  @Test
  void concernsAreTheBlockedCategoryAndAllOthersFound() {
    BlockNotice notice =
        Notices.blocked(
            Audience.PUPIL,
            "social-media",
            Reason.Kind.POLICY,
            Remedy.HEADTEACHER,
            List.of(Notices.CATEGORIES.require("self-harm")));
    assertEquals(Set.of("social-media", "self-harm"), notice.concerns());
  }

  @Test
  void anIllegalCategoryAmongOthersMakesTheWholeNoticeIllegal() {
    BlockNotice notice =
        Notices.blocked(
            Audience.ADULT,
            "pornography",
            Reason.Kind.POLICY,
            Remedy.HEADTEACHER,
            List.of(Notices.CATEGORIES.require("iwf-keywords")));
    assertTrue(notice.illegal());
    assertNull(notice.address());
    assertNull(notice.category());
    assertEquals(Set.of(), notice.concerns());
  }

  @Test
  void aMandatoryReasonIsIllegalWhateverTheCategory() {
    BlockNotice notice =
        Notices.blocked(Audience.ADULT, null, Reason.Kind.MANDATORY, Remedy.NOBODY);
    assertTrue(notice.illegal());
    assertNull(notice.address());
  }
}
