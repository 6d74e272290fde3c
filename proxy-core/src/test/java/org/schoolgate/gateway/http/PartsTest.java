package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Reason;

/** Parts of something: words that straddle two of them would be found in neither. */
final class PartsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "/, text/html, false",
    "/, video/mp4, false",
    "/page.html, image/png, false",
    "/mp4, */*, false",
    "/page?film.mp4, */*, false",
    "/film.mp4/, */*, false",
    "/film.mp4, */*, true",
    "/film.MP4?t=1, */*, true",
    "/disk.iso, text/html, true",
  })
  void inspectedPageIsAskedForWhole(String path, String accept, boolean kept) throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        EdgeFixture edge = inspecting();
        RawSocket client = edge.client()) {
      client.send(
          ForwardTest.get(origin, path)
              .replace(
                  "\r\n\r\n",
                  "\r\nRange: bytes=5-\r\nIf-Range: \"e\"\r\nAccept: " + accept + "\r\n\r\n"));
      String heard = String.valueOf(origin.nextHeard());
      assertEquals(kept, heard.contains("Range: bytes=5-"), heard);
      assertEquals(kept, heard.contains("If-Range"), heard);
      client.readResponse();
      edge.nextClosed();
    }
  }

  /** An origin may ignore Range, and so may whoever stands before it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Range: bytes=5-6            | true",
        "Range: bytes=5-6,8-9        | false",
        "Range: bytes=0-,0-,0-       | false",
        "range:bytes=5-6 , -1        | false",
        "Range: bytes=5-6~X: y~Range: bytes=8-9 | false",
      })
  void onePartAtATimeIsAskedFor(String fields, boolean kept) throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        EdgeFixture edge = inspecting();
        RawSocket client = edge.client()) {
      String lines = fields.replace("~", "\r\n") + "\r\nIf-Range: \"e\"\r\n\r\n";
      client.send(ForwardTest.get(origin, "/film.mp4").replace("\r\n\r\n", "\r\n" + lines));
      String heard = String.valueOf(origin.nextHeard()).toLowerCase(Locale.ROOT);
      assertEquals(kept, heard.contains("\r\nrange:"), heard);
      assertEquals(kept, heard.contains("if-range:"), heard);
      client.readResponse();
      edge.nextClosed();
    }
  }

  /** An origin that answers in parts, asked or not, however it writes the type. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "206 | Content-Type: multipart/byteranges; boundary=x",
        "200 | Content-Type: multipart/byteranges; boundary=x",
        "206 | Content-Type: MULTIPART/ByteRanges ;boundary=x",
        "206 | Content-Type: multipart/x-byteranges; boundary=x",
        "200 | Content-Type: multipart/x-mixed-replace; boundary=x",
        "200 | Content-Type: multipart/x-mixed-replace; boundary=x~Content-Encoding: gzip",
        "200 | Content-Type: multipart/byteranges; boundary=x, video/mp4",
        "200 | Content-Type: multipart/byteranges; boundary=x~Content-Type: text/html",
        "200 | Content-Type: text/html~Content-Type: multipart/byteranges; boundary=x",
        "206 | Content-Type: video/mp4; a=\"~Content-Type: multipart/byteranges; a=\"",
        "206 | Content-Type: multipart/mixed; boundary=x",
      })
  void whatComesInPartsCannotBeRead(int status, String type) throws Exception {
    String parts =
        """
        --x
        Content-Type: text/html
        Content-Range: bytes 0-9/30

        forbidden-
        --x
        Content-Type: text/html
        Content-Range: bytes 10-14/30

        words
        --x--
        """
            .replace("\n", "\r\n");
    String head = "HTTP/1.1 " + status + " Part\r\nContent-Length: " + parts.length() + "\r\n";
    try (RawOrigin origin =
            RawOrigin.answering(head + type.replace("~", "\r\n") + "\r\n\r\n" + parts);
        EdgeFixture edge = inspecting();
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/film.mp4"));
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertFalse(response.contains("--x"), response);
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.REFUSED, closed.end().ended());
      assertEquals(Reason.Kind.UNINSPECTABLE, closed.decided().decision().reason().kind());
    }
  }

  @ParameterizedTest
  @CsvSource({"text/html, 403", "video/mp4, 206"})
  void partOfAPageCannotBeRead(String type, int status) throws Exception {
    String part = "HTTP/1.1 206 Part\r\nContent-Range: bytes 5-6/9\r\nContent-Length: 2\r\n";
    try (RawOrigin origin = RawOrigin.answering(part + "Content-Type: " + type + "\r\n\r\nhi");
        EdgeFixture edge = inspecting();
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/a.mp4"));
      assertTrue(client.readResponse().startsWith("HTTP/1.1 " + status + " "));
      edge.assertNextEnds(status == 403 ? FlowEnd.Ended.REFUSED : FlowEnd.Ended.COMPLETE, status);
    }
  }

  private EdgeFixture inspecting() throws Exception {
    return new EdgeFixture(
        folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.INSPECT);
  }
}
