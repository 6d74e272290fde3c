package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpsServerTest {

  private static OpsServer.Health health(boolean healthy) {
    return new OpsServer.Health(healthy, healthy ? "ok\n" : "not healthy\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /metrics HTTP/1.1 | true | HTTP/1.1 200 OK | flows_total 7",
        "GET /healthz HTTP/1.1 | true | HTTP/1.1 200 OK | ok",
        "GET /healthz HTTP/1.1 | false | HTTP/1.1 503 | not healthy",
        "GET /else HTTP/1.1 | true | HTTP/1.1 404 | not found",
        "POST /metrics HTTP/1.1 | true | HTTP/1.1 405 | GET only",
        "nonsense | true | HTTP/1.1 4 | bad request",
      })
  void answers(String line, boolean healthy, String status, String body) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (OpsServer server = new OpsServer(any, () -> "flows_total 7\n", () -> health(healthy));
        RawSocket client = RawSocket.connect(server.address())) {
      client.send(line + "\r\nHost: localhost\r\n\r\n");
      String response = client.readToEnd();
      assertTrue(response.startsWith(status), response);
      assertTrue(response.contains(body), response);
    }
  }
}
