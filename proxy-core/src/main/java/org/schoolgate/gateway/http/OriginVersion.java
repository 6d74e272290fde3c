package org.schoolgate.gateway.http;

/** What is known of the versions of HTTP that an origin speaks inside TLS. */
enum OriginVersion {
  UNKNOWN,
  /** It was offered HTTP/2 and took HTTP/1.1. */
  HTTP_1_1,
  /** It took HTTP/2. */
  HTTP_2,
  /** It took HTTP/2 and then said that it wants HTTP/1.1: HTTP/2 is not offered any more. */
  HTTP_1_1_REQUIRED
}
