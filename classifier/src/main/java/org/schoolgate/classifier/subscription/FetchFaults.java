package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a fetch, in the words of {@link FetchFailedException}: what the publisher
 * answered, or what became of the connection.
 */
final class FetchFaults {

  private static final Duration ASK_AGAIN_MAX = Duration.ofDays(1);

  private FetchFaults() {}

  /** An answer that brings no list. */
  static FetchFailedException answer(HttpResponse<?> response, URI url) {
    return new FetchFailedException(
        "the publisher answers "
            + response.statusCode()
            + meaning(response.statusCode())
            + " for "
            + PublicUrl.of(url),
        askAgainAfter(response));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> " (not allowed)";
      case 404, 410 -> " (not there)";
      case 429 -> " (asked too often)";
      default -> status >= 500 ? " (out of order)" : "";
    };
  }

  private static @Nullable Duration askAgainAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    if (!seconds.matches("[0-9]{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(ASK_AGAIN_MAX) > 0 ? ASK_AGAIN_MAX : asked;
  }

  /**
   * Why no answer came, or not all of it.
   *
   * @throws IOException if it is this side that cannot write
   */
  static FetchFailedException failure(Throwable cause, URI url, long bytesMax) throws IOException {
    Optional<String> certificate = certificateProblem(cause);
    if (certificate.isPresent()) {
      return new FetchFailedException(certificate.get());
    }
    String host = url.getHost();
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof FetchFailedException known) {
        return known;
      }
      if (each instanceof BoundedFile.TooLongException) {
        return new FetchFailedException(
            "it is longer than " + bytesMax + " bytes; raise 'megabytes-max' if that is meant");
      }
      if (each instanceof FileSystemException notWritten) {
        throw notWritten;
      }
      if (each instanceof HttpConnectTimeoutException || each instanceof ConnectException) {
        return new FetchFailedException("nobody answers at " + host);
      }
      if (each instanceof HttpTimeoutException) {
        return new FetchFailedException(host + " took too long to answer");
      }
    }
    if (cause instanceof SSLException) {
      return new FetchFailedException("no secure connection to " + host + " comes about");
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("content-length")
        || message.contains("eof")
        || message.contains("reset")
        || message.contains("closed")
        || message.contains("terminated")) {
      return new FetchFailedException("it was cut short on its way");
    }
    return new FetchFailedException("the connection to " + host + " failed");
  }

  private static Optional<String> certificateProblem(Throwable cause) {
    boolean certificate = false;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof CertificateExpiredException) {
        return Optional.of("the publisher's certificate has expired");
      }
      if (each instanceof CertificateNotYetValidException) {
        return Optional.of(
            "the publisher's certificate is not valid yet; see whether this machine's clock is"
                + " right");
      }
      if (each instanceof CertificateException
          && String.valueOf(each.getMessage()).startsWith("No ")) {
        return Optional.of("the publisher's certificate is for another name");
      }
      certificate |=
          each instanceof CertificateException || each instanceof CertPathValidatorException;
    }
    return certificate
        ? Optional.of(
            "the publisher's certificate is not from an issuer that is trusted here; the issuer of"
                + " a list in the school's own network goes into upstream.trusted-certificates")
        : Optional.empty();
  }

  static String words(Duration duration) {
    return duration.toSeconds() < 1 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }
}
