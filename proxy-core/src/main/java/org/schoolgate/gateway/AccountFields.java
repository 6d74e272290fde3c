package org.schoolgate.gateway;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.SchoolAccounts;
import org.schoolgate.policy.Target;

/**
 * The fields by which Google and Microsoft are told whose accounts they may let in. What a client
 * says in such a field itself never goes on, wherever it is sent ({@code RequestWriter}).
 *
 * <p>Google: "Block access to consumer accounts" (support.google.com/a/answer/1668854), for all of
 * google.com. Microsoft: "Restrict access to a tenant" (learn.microsoft.com/entra, tenant
 * restrictions v1), for the three hosts where its directories sign people in and, of people's own
 * accounts, the one where those do; a policy of v2 is told to all four.
 */
final class AccountFields {

  private static final Pattern GOOGLE = Pattern.compile("(.*\\.)?google\\.com");
  private static final Pattern DIRECTORIES =
      Pattern.compile("login\\.(microsoftonline\\.com|microsoft\\.com|windows\\.net)");
  private static final String OWN_ACCOUNTS = "login.live.com";

  private static final String RESTRICTION = "sec-restrict-tenant-access-policy";

  private AccountFields() {}

  /** Asked of every request, so it costs a few comparisons and makes nothing. */
  static boolean mayBeOf(Target target) {
    String host = target.host().text();
    return target.protocol() != Protocol.TLS
        && target.host().kind() == HostName.Kind.NAME
        && (host.endsWith("google.com") || host.startsWith("login."));
  }

  /** What a request for that target says of accounts; empty if nothing. */
  static Map<String, String> of(Target target, SchoolAccounts accounts) {
    String host = target.host().text();
    Map<String, String> fields = new TreeMap<>();
    if (!accounts.google().isEmpty() && GOOGLE.matcher(host).matches()) {
      fields.put("x-googapps-allowed-domains", String.join(",", accounts.google()));
    }
    SchoolAccounts.Microsoft microsoft = accounts.microsoft();
    boolean directories = DIRECTORIES.matcher(host).matches();
    if (microsoft == null || !(directories || host.equals(OWN_ACCOUNTS))) {
      return fields;
    }
    if (directories) {
      fields.put("restrict-access-to-tenants", String.join(",", microsoft.tenants()));
      fields.put("restrict-access-context", microsoft.directory());
    }
    if (microsoft.policy() != null) {
      fields.put(RESTRICTION, microsoft.directory() + ":" + microsoft.policy());
    } else if (!directories) {
      fields.put(RESTRICTION, "restrict-msa");
    }
    return fields;
  }
}
