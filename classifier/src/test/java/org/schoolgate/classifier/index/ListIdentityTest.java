package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;

/** What was compiled by other rules than those of now is not used. */
class ListIdentityTest {

  private static final List<String> LINES =
      List.of(
          "DOMAINS Example.COM.",
          "DOMAINS *.example.com",
          "DOMAINS münchen.de",
          "DOMAINS xn--mnchen-3ya.de",
          "DOMAINS straße.de",
          "DOMAINS a_b.example.com",
          "DOMAINS co.uk",
          "DOMAINS county.sch.uk",
          "DOMAINS school.county.sch.uk",
          "DOMAINS github.io",
          "DOMAINS me.github.io",
          "DOMAINS com",
          "DOMAINS 0x01020304",
          "DOMAINS 192.0.2.01",
          "DOMAINS [2001:DB8:0::1]",
          "DOMAINS ::ffff:192.0.2.1",
          "DOMAINS example.com # why",
          "HOSTS www.Example.com",
          "HOSTS co.uk",
          "EXCEPT_DOMAINS *.Example.com",
          "EXCEPT_HOSTS Example.com",
          "ADDRESSES 192.0.2.77/24",
          "ADDRESSES 192.0.2.1/32",
          "ADDRESSES 2001:DB8::1/32",
          "ADDRESSES ::ffff:192.0.2.77/120",
          "ADDRESSES 10.0.0.0/7",
          "URLS https://WWW.Example.com:8080/A/./b/../C/",
          "URLS web2.example.com/%7Efilms",
          "URLS www.co.uk/a",
          "URLS example.com/a%2Fb;x",
          "URLS example.com//a///b",
          "URLS example.com/watch?B=2&a=1&b=3",
          "URLS example.com/%2541",
          "URLS example.com/a http://elsewhere.example",
          "URLS www.example.com/",
          "URLS example.com/a?",
          "URLS example.com/a%20b%3Fc%23",
          "URLS example.com/?q=a%26b",
          "URLS 2001:db8::1/a",
          "URLS www.web.example.com/a",
          "URLS 192.0.2.0/24");

  private static final List<String> RULES_3 =
      List.of(
          "DOMAINS example.com",
          "DOMAINS example.com",
          "DOMAINS xn--mnchen-3ya.de",
          "DOMAINS xn--mnchen-3ya.de",
          "bad",
          "DOMAINS a_b.example.com",
          "bad",
          "bad",
          "DOMAINS school.county.sch.uk",
          "DOMAINS github.io",
          "DOMAINS me.github.io",
          "bad",
          "DOMAINS 1.2.3.4",
          "DOMAINS 192.0.2.1",
          "DOMAINS 2001:db8::1",
          "DOMAINS 192.0.2.1",
          "DOMAINS example.com",
          "HOSTS www.example.com",
          "HOSTS co.uk",
          "EXCEPT_DOMAINS example.com",
          "EXCEPT_HOSTS example.com",
          "ADDRESSES 192.0.2.0/24",
          "ADDRESSES 192.0.2.1",
          "ADDRESSES 2001:db8::/32",
          "ADDRESSES 192.0.2.0/24",
          "bad",
          "URLS example.com/a/c",
          "URLS example.com/~films",
          "URLS www.co.uk/a",
          "URLS example.com/a/b;x",
          "URLS example.com/a/b",
          "URLS example.com/watch?a=1&b=2&b=3",
          "URLS example.com/a",
          "URLS example.com/a",
          "DOMAINS example.com",
          "URLS example.com/a",
          "URLS example.com/a%20b%3fc%23",
          "URLS example.com/?q=a%26b",
          "URLS 2001:db8::1/a",
          "URLS example.com/a",
          "bad");

  @Test
  void theNumberIsOfTheRulesThatSpellEntries() {
    assertEquals(
        3, ListIdentity.RULES, "rename the table to the new number and bring it up to date");
    assertEquals(
        RULES_3,
        LINES.stream().map(ListIdentityTest::spelt).toList(),
        "lines become other entries than before: raise ListIdentity.RULES, so that lists that were"
            + " compiled are compiled again, and then bring this table up to date");
  }

  private static String spelt(String line) {
    int space = line.indexOf(' ');
    try {
      SiteEntry entry =
          SiteEntry.parse(ListKind.valueOf(line.substring(0, space)), line.substring(space + 1));
      return entry == null ? "blank" : entry.kind() + " " + entry.text();
    } catch (SiteEntry.BadEntryException bad) {
      return "bad";
    }
  }
}
