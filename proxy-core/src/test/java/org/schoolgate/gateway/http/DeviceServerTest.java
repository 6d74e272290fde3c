package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.device.DeviceRequest;
import org.schoolgate.gateway.enforce.Reply;

final class DeviceServerTest {

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Says what it was asked. */
  private static Reply echo(DeviceRequest request) {
    String text =
        request.method()
            + " "
            + request.target()
            + " of "
            + request.client().getHostAddress()
            + " at "
            + request.at().getAddress().getHostAddress();
    return new Reply(
        200, Map.of("Content-Type", "text/plain"), text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /x?y HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n       | 200 | GET /x?y of 127.0.0.1 at 127.0.0.1",
        "GET /x HTTP/1.0\\r\\n\\r\\n                      | 200 | GET /x of 127.0.0.1 at 127.0.0.1",
        "PUT /x HTTP/1.1\\r\\nContent-Length: 1\\r\\n\\r\\n1 | 200 | PUT /x of 127.0.0.1 at 127.0.0.1",
        "nonsense\\r\\n\\r\\n                             | 400 | ''",
        "GET /x HTTP/1.1\\r\\nA b: c\\r\\n\\r\\n           | 400 | ''",
        "POST /x HTTP/1.1\\r\\nContent-Length: 9000\\r\\n\\r\\n | 413 | ''",
      })
  void oneRequestAConnection(String sent, int status, String body) throws Exception {
    try (DeviceServer server = new DeviceServer(ANY, DeviceServerTest::echo);
        RawSocket client = RawSocket.connect(server.address())) {
      client.send(sent.replace("\\r\\n", "\r\n"));
      String response = client.readToEnd();
      assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
      assertTrue(response.endsWith("\r\n\r\n" + body), response);
      assertTrue(
          response.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), response);
    }
  }

  @ParameterizedTest
  @CsvSource({"/, 4200, 414", "/ HTTP/1.1\\r\\nA: , 8300, 431"})
  void whatIsTooLongIsSaidToBe(String begin, int chars, int status) throws Exception {
    try (DeviceServer server = new DeviceServer(ANY, DeviceServerTest::echo);
        RawSocket client = RawSocket.connect(server.address())) {
      client.send("GET " + begin.replace("\\r\\n", "\r\n") + "a".repeat(chars));
      assertTrue(client.readHead().startsWith("HTTP/1.1 " + status + " "));
    }
  }

  @Test
  void aHeadHasTheLengthOfItsPageAndNoBody() throws Exception {
    try (DeviceServer server = new DeviceServer(ANY, DeviceServerTest::echo);
        RawSocket client = RawSocket.connect(server.address())) {
      client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
      String response = client.readToEnd();
      assertTrue(response.contains("content-length: 33"), response);
      assertTrue(response.endsWith("\r\n\r\n"), response);
    }
  }

  @Test
  void aSecondRequestOnAConnectionIsNotAnswered() throws Exception {
    try (DeviceServer server = new DeviceServer(ANY, DeviceServerTest::echo);
        RawSocket client = RawSocket.connect(server.address())) {
      client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      String response = client.readToEnd();
      assertTrue(response.contains("GET /1"), response);
      assertFalse(response.contains("GET /2"), response);
    }
  }

  @Test
  void aDeviceHasSoManyConnectionsAndTheOthersAreServed() throws Exception {
    List<RawSocket> open = new ArrayList<>();
    try (DeviceServer server = new DeviceServer(ANY, DeviceServerTest::echo)) {
      for (int i = 0; i < DeviceServer.CONNECTIONS_PER_DEVICE_MAX; i++) {
        open.add(RawSocket.connect("127.0.0.9", server.address()));
      }
      try (RawSocket tooMany = RawSocket.connect("127.0.0.9", server.address());
          RawSocket another = RawSocket.connect("127.0.0.8", server.address())) {
        assertEquals("", tooMany.readToEnd().replace("<reset>", ""));
        another.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(another.readToEnd().contains("of 127.0.0.8"));
      }
      open.get(0).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(open.get(0).readToEnd().contains("of 127.0.0.9"));
    } finally {
      for (RawSocket each : open) {
        each.close();
      }
    }
  }

  @Test
  void aFaultOfOursEndsThatConnectionAlone() throws Exception {
    try (DeviceServer server =
        new DeviceServer(
            ANY,
            request -> {
              if (request.target().equals("/fault")) {
                throw new IllegalStateException("a fault on purpose");
              }
              return echo(request);
            })) {
      try (RawSocket client = RawSocket.connect(server.address())) {
        client.send("GET /fault HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals("", client.readToEnd());
      }
      try (RawSocket client = RawSocket.connect(server.address())) {
        client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(client.readToEnd().contains("GET /x"));
      }
    }
  }
}
