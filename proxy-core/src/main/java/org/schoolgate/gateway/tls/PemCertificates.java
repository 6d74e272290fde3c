package org.schoolgate.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads files of certificates that a school trusts beside those that its system trusts. */
public final class PemCertificates {

  private static final long FILE_BYTES_MAX = 1024L * 1024;

  private PemCertificates() {}

  /**
   * All certificates of a file, PEM or DER.
   *
   * @throws IOException if there is none in it, or it cannot be read
   */
  public static List<X509Certificate> read(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException("it is longer than " + FILE_BYTES_MAX + " bytes");
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException("there is no certificate in it");
      }
      return certificates;
    } catch (CertificateException notOne) {
      throw new IOException("it holds no certificates", notOne);
    }
  }
}
