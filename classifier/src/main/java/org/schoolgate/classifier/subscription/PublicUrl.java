package org.schoolgate.classifier.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** An address without what may be secret in it: who signs in, and the query. */
final class PublicUrl {

  private PublicUrl() {}

  /** As it may stand in a log, a report or the ledger. */
  static String of(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  /** The address as it is asked for: who signs in travels in a header instead. */
  static URI withoutUser(URI url) {
    if (url.getRawUserInfo() == null) {
      return url;
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    try {
      return new URI(of(url) + query);
    } catch (URISyntaxException partsOfAGoodOne) {
      throw new IllegalStateException("an address without its user is an address");
    }
  }

  /** The header that signs in (RFC 7617), if the address names somebody. */
  static Optional<String> authorization(URI url) {
    String user = url.getUserInfo();
    return user == null
        ? Optional.empty()
        : Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
  }

  /** The last part of the path. */
  static String fileName(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
