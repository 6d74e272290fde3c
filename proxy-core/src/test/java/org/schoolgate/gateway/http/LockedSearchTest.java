package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.gateway.http.SecureFixture.Inside;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Reason;

/** What a search engine gets of a request that is held to safe search, and where it is asked. */
final class LockedSearchTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final RequestLock LOCK =
      new RequestLock(
          List.of("locked"),
          HostName.parse("safe.test"),
          Map.of("safe", "active"),
          Map.of("youtube-restrict", "Strict"),
          Set.of("setting"));

  @TempDir Path folder;

  @Test
  void itsQueryFieldsCookiesAndAddressAreTheSchools() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW)) {
      edge.gatekeeper.locks.put("engine.test", LOCK);
      // The name itself leads nowhere: only the safe one can have been asked.
      edge.names.put("safe.test", "127.0.0.1");
      String authority = "engine.test:" + origin.port();
      try (RawSocket client = edge.client()) {
        client.send(
            "GET http://"
                + authority
                + "/search?q=a&safe=off HTTP/1.1\r\nHost: "
                + authority
                + "\r\nYouTube-Restrict: none\r\nCookie: setting=off; a=b\r\nX-Other: c\r\n\r\n");
        assertTrue(client.readResponse().endsWith("ok"));
      }
      assertEquals(
          "GET /search?q=a&safe=active HTTP/1.1\r\nHost: "
              + authority
              + "\r\ncookie: a=b\r\nX-Other: c\r\nyoutube-restrict: Strict\r\n\r\n",
          origin.nextHeard());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /** A form that is posted cannot say otherwise. */
  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          POST, application/x-www-form-urlencoded,         q=a&safe=off,          q=a&xxxx=off
          POST, APPLICATION/x-www-form-urlencoded;charset=utf-8, safe=off&q=a,    xxxx=off&q=a
          POST, application/x-www-form-urlencoded,         q=a&%73AFE=off&b=c,    q=a&xxxxxx=off&b=c
          POST, application/x-www-form-urlencoded,         q=a&safe,              q=a&xxxx
          POST, application/x-www-form-urlencoded,         q=a;safe=off,          q=a;xxxx=off
          POST, application/x-www-form-urlencoded,         q=safe&b=unsafe=safe,  q=safe&b=unsafe=safe
          PUT,  -,                                         safe=off,              xxxx=off
          POST, application/json,                          safe=off,              safe=off
          """)
  void aFormCannotSayOtherwise(String method, @Nullable String type, String form, String arrived)
      throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.INSPECT)) {
      edge.gatekeeper.locks.put("engine.test", LOCK);
      edge.names.put("safe.test", "127.0.0.1");
      String authority = "engine.test:" + origin.port();
      String head =
          method + " http://" + authority + "/s?safe=no HTTP/1.1\r\nHost: " + authority + "\r\n";
      String typed = type == null ? "" : "Content-Type: " + type + "\r\n";
      try (RawSocket client = edge.client()) {
        client.send(head + typed + "Content-Length: " + form.length() + "\r\n\r\n" + form);
        assertTrue(client.readResponse().endsWith("ok"));
        client.send(head + typed + "Transfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < form.length(); i++) {
          client.send("1\r\n" + form.charAt(i) + "\r\n");
        }
        client.send("0\r\n\r\n");
        assertTrue(client.readResponse().endsWith("ok"));
      }
      String whole = String.valueOf(origin.nextHeard());
      assertTrue(whole.startsWith(method + " /s?safe=active "), whole);
      assertTrue(whole.endsWith("\r\n\r\n" + arrived), whole);
      String chunks = String.valueOf(origin.nextHeard());
      assertTrue(chunks.contains("\r\n\r\n"), chunks);
      assertEquals(arrived, text(chunks.substring(chunks.indexOf("\r\n\r\n") + 4)));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /** What chunks hold (RFC 9112 section 7.1). */
  private static String text(String chunks) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (true) {
      int end = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, end), 16);
      if (size == 0) {
        return text.toString();
      }
      text.append(chunks, end + 2, end + 2 + size);
      at = end + 2 + size + 2;
    }
  }

  /**
   * Whose accounts are let in is never the client's to say, not even where the school is silent.
   */
  @Test
  void whatAClientSaysOfAccountsStaysBehind() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW)) {
      edge.names.put("login.test", "127.0.0.1");
      edge.names.put("elsewhere.test", "127.0.0.1");
      edge.gatekeeper.locks.put(
          "login.test",
          new RequestLock(
              List.of("locked"),
              null,
              Map.of(),
              Map.of("restrict-access-to-tenants", "hillside.example"),
              Set.of()));
      List<String> fields =
          List.of(
              "X-GoogApps-Allowed-Domains: gmail.com",
              "RESTRICT-access-To-Tenants: own.example",
              "Restrict-Access-Context: a",
              "sec-Restrict-Tenant-Access-Policy: b",
              "X-Other: c");
      String own = String.join("\r\n", fields) + "\r\n\r\n";
      try (RawSocket client = edge.client()) {
        for (String host : List.of("login.test", "elsewhere.test")) {
          String authority = host + ":" + origin.port();
          client.send("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n");
          client.send(own);
          assertTrue(client.readResponse().endsWith("ok"));
        }
      }
      String head = "GET / HTTP/1.1\r\nHost: %s:" + origin.port() + "\r\nX-Other: c\r\n%s\r\n";
      assertEquals(
          head.formatted("login.test", "restrict-access-to-tenants: hillside.example\r\n"),
          origin.nextHeard());
      assertEquals(head.formatted("elsewhere.test", ""), origin.nextHeard());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /**
   * A connection to the engine's own address is not lent to somebody who is held to the safe one.
   */
  @Test
  void connectionsAreNotSharedWithWhoeverIsNotHeld() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW)) {
      edge.names.put("engine.test", "127.0.0.1");
      edge.names.put("safe.test", "127.0.0.1");
      String get = "GET http://engine.test:" + origin.port() + "/ HTTP/1.1\r\nHost: engine.test:";
      try (RawSocket client = edge.client()) {
        client.send(get + origin.port() + "\r\n\r\n");
        assertTrue(client.readResponse().endsWith("ok"));
        edge.gatekeeper.locks.put("engine.test", LOCK);
        client.send(get + origin.port() + "\r\n\r\n");
        assertTrue(client.readResponse().endsWith("ok"));
      }
      assertEquals(2, origin.connections.get());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  /** The site's own certificate is seen: only the address is another. */
  @Test
  void aConnectionThatIsNotReadLeadsToTheSafeAddress() throws Exception {
    try (SecureFixture tls = new SecureFixture();
        RawOrigin origin = RawOrigin.answering(tls.site(), OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.ALLOW,
                tls.interception)) {
      edge.names.silence("site.test");
      edge.names.put("safe.test", "127.0.0.1");
      edge.gatekeeper.locks.put("site.test", LOCK);
      String authority = "site.test:" + origin.port();
      try (Inside client = tls.enter(edge, authority)) {
        assertTrue(client.vouchedForBy(tls.internet));
        assertTrue(client.ask("GET / HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").endsWith("ok"));
      }
      assertNotNull(origin.nextHeard());
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
    }
  }

  /** Nobody is asked; whoever asked is told where to go. */
  @Test
  void aSearchThatGoesElsewhereIsSentThere() throws Exception {
    Decision elsewhere =
        new Decision.Redirect(
            ScriptedGatekeeper.reason(Reason.Kind.POLICY, "Searches go there."),
            "https://engine.example/?q=sea+otters");
    try (EdgeFixture edge =
            new EdgeFixture(folder, EdgeFixture.SETTINGS, (flow, target) -> elsewhere);
        RawSocket client = edge.client()) {
      client.send("GET http://engine.test/?q=sea+otters HTTP/1.1\r\nHost: engine.test\r\n\r\n");
      String answer = client.readResponse();
      assertTrue(answer.startsWith("HTTP/1.1 303 "), answer);
      assertTrue(answer.contains("\r\nLocation: https://engine.example/?q=sea+otters\r\n"), answer);
      assertTrue(answer.contains("\r\nSchoolgate-Decision: redirect\r\n"), answer);
      assertTrue(answer.contains("\r\nCache-Control: no-store\r\n"), answer);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 303);
    }
  }

  /** Where the safe name cannot be found, nothing is asked of the other. */
  @Test
  void withoutTheSafeNameNobodyIsAsked() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge =
            new EdgeFixture(
                folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.ALLOW)) {
      edge.names.put("engine.test", "127.0.0.1");
      edge.gatekeeper.locks.put("engine.test", LOCK);
      String authority = "engine.test:" + origin.port();
      try (RawSocket client = edge.client()) {
        client.send("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        assertTrue(client.readResponse().startsWith("HTTP/1.1 502"));
      }
      assertEquals(0, origin.connections.get());
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
    }
  }
}
