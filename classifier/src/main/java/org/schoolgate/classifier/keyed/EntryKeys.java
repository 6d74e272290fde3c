package org.schoolgate.classifier.keyed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.schoolgate.classifier.source.OpaqueIds;

/**
 * How entries are hashed under the key of an installation. A host is read from its end, so that all
 * names above it are passed; a path and each parameter of a query follow behind. Immutable and
 * thread-safe.
 */
public final class EntryKeys {

  /** Stands between host and path. */
  private static final char PATH = '\0';

  /** Stands between path and parameter. */
  private static final char PARAMETER = '\1';

  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 8;

  private final long key0;
  private final long key1;
  private final SecretKeySpec seal;
  private final String id;

  private EntryKeys(byte[] forEntries, byte[] forFiles, byte[] forId) {
    ByteBuffer key = ByteBuffer.wrap(forEntries).order(ByteOrder.LITTLE_ENDIAN);
    this.key0 = key.getLong();
    this.key1 = key.getLong();
    this.seal = new SecretKeySpec(forFiles, ALGORITHM);
    this.id = HexFormat.of().formatHex(forId, 0, ID_BYTES);
  }

  /**
   * Those of an installation: three keys are derived from the one that names entries opaquely, so
   * there is one secret to keep.
   */
  public static EntryKeys of(OpaqueIds ids) {
    return new EntryKeys(
        ids.derive("keyed lists: entries"),
        ids.derive("keyed lists: files"),
        ids.derive("keyed lists: which key"));
  }

  /** Tells one key from another, and nothing of it. */
  String id() {
    return id;
  }

  /** The hash of nothing yet, ready for a host from its end. */
  public SipHash begin() {
    return new SipHash(key0, key1);
  }

  /** What was read of a host, ready for a path. */
  public static SipHash beginPath(SipHash host) {
    return host.copy().add(PATH);
  }

  /** What was read of a host and a path, ready for a parameter. */
  public static SipHash beginParameter(SipHash path) {
    return path.copy().add(PARAMETER);
  }

  /** The key of a name, address or network. */
  public EntryKey name(String host) {
    return host(host).key();
  }

  /**
   * The keys of an address.
   *
   * @param parameters sorted; each has a key of its own, and all belong to the entry
   */
  public List<EntryKey> url(String host, String path, List<String> parameters) {
    SipHash before = beginPath(host(host)).add(path);
    return parameters.isEmpty()
        ? List.of(before.key())
        : parameters.stream().map(each -> beginParameter(before).add(each).key()).toList();
  }

  /** The hash of a host, address or network. */
  public SipHash host(String host) {
    SipHash hash = begin();
    for (int i = host.length() - 1; i >= 0; i--) {
      hash.add(host.charAt(i));
    }
    return hash;
  }

  /** What an entry is known by that several keys make, sorted. */
  EntryKey together(List<EntryKey> sorted) {
    SipHash hash = begin();
    sorted.forEach(each -> hash.add(each.text()));
    return hash.key();
  }

  /**
   * What seals a file, of which nothing is read yet: nobody without the key can change it unseen.
   */
  Mac seal() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(seal);
      return mac;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The seal of the beginning of some bytes, in hexadecimal digits. */
  String sealOf(byte[] bytes, int length) {
    Mac mac = seal();
    mac.update(bytes, 0, length);
    return HexFormat.of().formatHex(mac.doFinal());
  }
}
