package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** That a browser follows it, out of any markup, is shown in one: {@code StoppedPageTest}. */
class CutNoticeTest {

  @Test
  void theAddressCannotBreakOut() {
    String markup =
        new String(
            CutNotice.leadingTo("http://x.example/\"><script>alert(1)</script>"),
            StandardCharsets.US_ASCII);
    assertFalse(markup.contains("<script>"), markup);
    assertTrue(markup.contains("url=http://x.example/&quot;&gt;&lt;script&gt;"), markup);
  }
}
