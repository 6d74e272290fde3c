package org.schoolgate.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the certificate authority is kept: a folder with a key and a certificate, both PEM.
 *
 * <p>Every device of the school trusts this authority, and making another means visiting each of
 * them. So it is written whole or not at all: into a folder beside it, made durable, and renamed.
 * What stands there and cannot be read as a whole is refused and never replaced.
 */
public final class AuthorityFiles {

  private static final String KEY = "ca.key";
  private static final String CERTIFICATE = "ca.pem";
  private static final int FILE_BYTES_MAX = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path folder;

  /** The files in that folder, which need not be there yet. */
  public AuthorityFiles(Path folder) {
    this.folder = folder;
  }

  /** Whether anything stands there, whole or not. */
  public boolean exists() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isPresent();
    }
  }

  /** Where the certificate stands. */
  public Path certificateFile() {
    return folder.resolve(CERTIFICATE);
  }

  /**
   * Reads it.
   *
   * @throws AuthorityRefused if it is not there, not whole, or readable by others
   */
  public CertificateAuthority read(SecureRandom random) throws IOException {
    Path keyFile = folder.resolve(KEY);
    Path certificateFile = certificateFile();
    for (Path file : new Path[] {keyFile, certificateFile}) {
      if (!Files.isRegularFile(file)) {
        throw new AuthorityRefused(
            "the certificate authority in "
                + folder
                + " is not whole: "
                + name(file)
                + " is missing; "
                + remedy());
      }
    }
    Set<PosixFilePermission> readers = EnumSet.copyOf(Files.getPosixFilePermissions(keyFile));
    readers.retainAll(OTHERS);
    if (!readers.isEmpty()) {
      throw new AuthorityRefused(
          "others can read "
              + keyFile
              + ", the key that all devices trust; run chmod 600 on it,"
              + " and ca init with another --data if somebody may have copied it");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(pem(keyFile, "PRIVATE KEY")));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem(certificateFile, "CERTIFICATE")));
      CertificateAuthority authority = new CertificateAuthority(key, certificate);
      authority.check(random);
      return authority;
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new AuthorityRefused(
          "the certificate authority in "
              + folder
              + " is damaged: "
              + damaged.getMessage()
              + "; "
              + remedy(),
          damaged);
    }
  }

  /**
   * Keeps a new one.
   *
   * @throws AuthorityRefused if something stands there already
   */
  public void keep(CertificateAuthority authority) throws IOException {
    if (exists()) {
      throw new AuthorityRefused(
          "there is a certificate authority in " + folder + " already, and devices may trust it");
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new AuthorityRefused("a certificate authority cannot be kept in " + folder);
    }
    Path fresh = Files.createTempDirectory(parent, ".ca-", permissions("rwx------"));
    try {
      write(fresh.resolve(KEY), "PRIVATE KEY", authority.key().getEncoded());
      write(fresh.resolve(CERTIFICATE), "CERTIFICATE", encoded(authority.certificate()));
      force(fresh);
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      force(parent);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException madeMeanwhile) {
      throw new AuthorityRefused("a certificate authority was just made in " + folder);
    } catch (FileSystemException unmovable) {
      throw new AuthorityRefused(
          "the certificate authority cannot be written to " + folder + ": " + unmovable.getReason(),
          unmovable);
    } finally {
      delete(fresh);
    }
  }

  /** The certificate as a PEM text (RFC 7468), as devices take it. */
  public static String pem(X509Certificate certificate) {
    return pem("CERTIFICATE", encoded(certificate));
  }

  private String remedy() {
    return "put it back from a backup; a new one would have to be brought to every device, so it is"
        + " made only after "
        + folder
        + " has been moved away";
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate that was read has no encoding", impossible);
    }
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static byte[] pem(Path file, String label) throws IOException, GeneralSecurityException {
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new GeneralSecurityException(name(file) + " is too long");
    }
    Matcher block =
        Pattern.compile(
                "-----BEGIN "
                    + label
                    + "-----\\s([A-Za-z0-9+/=\\s]+)-----END "
                    + label
                    + "-----\\s*")
            .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!block.matches()) {
      throw new GeneralSecurityException(name(file) + " is not one whole PEM block");
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void write(Path file, String label, byte[] der) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions("rw-------"))) {
      ByteBuffer text = StandardCharsets.US_ASCII.encode(pem(label, der));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** What is left of an attempt that failed; nothing after one that did not. */
  private static void delete(Path fresh) throws IOException {
    if (Files.isDirectory(fresh)) {
      for (String file : new String[] {KEY, CERTIFICATE}) {
        Files.deleteIfExists(fresh.resolve(file));
      }
      Files.delete(fresh);
    }
  }
}
