package org.schoolgate.gateway.http;

import static org.schoolgate.gateway.http.Http2Rule.AUTHORITY;
import static org.schoolgate.gateway.http.Http2Rule.answered;
import static org.schoolgate.gateway.http.Http2Rule.field;
import static org.schoolgate.gateway.http.Http2Rule.head;
import static org.schoolgate.gateway.http.Http2Rule.lines;
import static org.schoolgate.gateway.http.Http2Rule.malformed;
import static org.schoolgate.gateway.http.Http2Rule.stayOpen;
import static org.schoolgate.gateway.http.RawHttp2.CONTINUATION;
import static org.schoolgate.gateway.http.RawHttp2.DATA;
import static org.schoolgate.gateway.http.RawHttp2.END_HEADERS;
import static org.schoolgate.gateway.http.RawHttp2.END_STREAM;

import java.util.ArrayList;
import java.util.List;

/** Requests: section 8. */
final class Http2MessageRules {

  private static final List<Http2Rule> RULES = new ArrayList<>();

  private Http2MessageRules() {}

  static List<Http2Rule> all() {
    return RULES;
  }

  static {
    heads();
    bodies();
  }

  private static void rule(
      String section, String what, Http2Rule.Sent sent, Http2Rule.Expected expected) {
    RULES.add(new Http2Rule(section, what, sent, expected));
  }

  private static void heads() {
    for (String wrong :
        List.of(
            "X-Upper a",
            "connection close",
            "keep-alive a",
            "proxy-connection a",
            "transfer-encoding chunked",
            "upgrade h2c",
            "te gzip",
            "a\\tb c",
            "a:b c",
            ":status 200",
            ":unknown a",
            ":path /again",
            ":method GET",
            "a b\\r\\nc: d",
            "a b\\nc",
            "a b\\0",
            "a  b",
            "a b\\t",
            "host other.test",
            "content-length -1",
            "content-length 1",
            "expect something")) {
      rule(
          "8.2",
          "a head with " + wrong,
          field(wrong),
          wrong.startsWith("expect") ? answered("417") : malformed());
    }
    rule("8.2.2", "te with trailers", field("te trailers"), answered("403"));
    rule(
        "8.3.1",
        "no :method",
        lines(":scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "no :scheme",
        lines(":method GET\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "no :path",
        lines(":method GET\n:scheme https\n:authority site.test"),
        malformed());
    rule(
        "8.3.1",
        "an empty :path",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path \n"),
        malformed());
    rule(
        "8.3.1",
        "a :path that is an address",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path https://other.test/"),
        malformed());
    rule(
        "8.3.1",
        "a :path with a space",
        lines(":method GET\n:scheme https\n:authority site.test:443\n:path /a HTTP/1.1"),
        malformed());
    rule(
        "8.3.1",
        "a user in :authority",
        lines(":method GET\n:scheme https\n:authority a@site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "another scheme",
        lines(":method GET\n:scheme http\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3.1",
        "Host in place of :authority",
        lines(":method GET\n:scheme https\n:path /blocked\nhost site.test:443"),
        answered("403"));
    rule(
        "8.3.1",
        "neither Host nor :authority",
        lines(":method GET\n:scheme https\n:path /"),
        malformed());
    rule(
        "8.3",
        "a pseudo-header after a header",
        lines(":method GET\n:scheme https\na b\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.3",
        "a method that is none",
        lines(":method GE T\n:scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.5",
        "CONNECT with a path",
        lines(":method CONNECT\n:scheme https\n:authority site.test:443\n:path /"),
        malformed());
    rule(
        "8.1",
        "a head longer than the limit",
        client -> {
          head(
              client,
              1,
              END_STREAM,
              RawHttp2.request("GET", AUTHORITY, "/blocked", "a " + "b".repeat(15_000)));
          client.frame(CONTINUATION, END_HEADERS, 1, RawHttp2.block("c " + "d".repeat(11_000)));
        },
        answered("431"));
  }

  private static void bodies() {
    rule(
        "8.1",
        "a second head that does not end the request",
        client -> {
          stayOpen(client, 1);
          head(client, 1, END_HEADERS, "a b");
        },
        malformed());
    rule(
        "8.1",
        "fields after the body with a pseudo-header",
        client -> {
          stayOpen(client, 1);
          client.frame(DATA, 0, 1, "x");
          head(client, 1, END_HEADERS | END_STREAM, ":path /");
        },
        malformed());
    rule(
        "8.1.1",
        "a body longer than its head says",
        client -> {
          stayOpen(client, 1, "content-length 3");
          client.frame(DATA, END_STREAM, 1, "abcd");
        },
        malformed());
    rule(
        "8.1.1",
        "a body shorter than its head says",
        client -> {
          stayOpen(client, 1, "content-length 3");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
    rule(
        "8.1.1",
        "a body whose head says that there is none",
        client -> {
          stayOpen(client, 1, "content-length 0");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
    rule(
        "8.1.1",
        "two lengths",
        client -> {
          stayOpen(client, 1, "content-length 2", "content-length 3");
          client.frame(DATA, END_STREAM, 1, "ab");
        },
        malformed());
  }
}
