package org.schoolgate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets in small files, each sealed with AES-256-GCM under one master key and bound to its own
 * name, so that destroying a secret is deleting one file and exchanging two files is noticed.
 *
 * <p>{@code master.key} holds 32 random bytes and may be read by its owner only.
 */
final class Vault {

  static final int SECRET_BYTES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final String MASTER_KEY = "master.key";
  private static final String SUFFIX = ".key";
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** What it takes to make a secret. */
  private record Maker(Storage storage, SecureRandom random) {}

  private final Path folder;
  private final @Nullable Maker maker;
  private final SecretKeySpec master;

  private Vault(Path folder, @Nullable Maker maker, byte[] master) {
    this.folder = folder;
    this.maker = maker;
    this.master = new SecretKeySpec(master, "AES");
  }

  /** Opens the vault; makes it, with a fresh master key, if there is nothing in it. */
  static Vault open(Path folder, Storage storage, SecureRandom random) throws IOException {
    storage.createFolder(folder);
    Path masterKey = folder.resolve(MASTER_KEY);
    if (!Files.exists(masterKey)) {
      if (holdsSecrets(folder)) {
        throw new AuditOpenFailure(
            AuditOpenFailure.Kind.MASTER_KEY,
            masterKey + " is missing, and without it nothing recorded can be read; restore it",
            null);
      }
      byte[] fresh = new byte[SECRET_BYTES];
      random.nextBytes(fresh);
      storage.replace(masterKey, fresh, true);
    }
    keepFromOthers(masterKey);
    return new Vault(folder, new Maker(storage, random), readMaster(masterKey));
  }

  /** Opens a vault for reading alone. */
  static Vault openToRead(Path folder) throws IOException {
    return new Vault(folder, null, readMaster(folder.resolve(MASTER_KEY)));
  }

  /** The secret of that name; null if there is none. */
  byte @Nullable [] find(String name) throws IOException {
    Path file = folder.resolve(name + SUFFIX);
    return Files.exists(file) ? unwrap(name, Files.readAllBytes(file)) : null;
  }

  /** The secret of that name; a random one is made if there is none. */
  byte[] findOrMake(String name) throws IOException {
    byte[] known = find(name);
    if (known != null) {
      return known;
    }
    byte[] fresh = new byte[SECRET_BYTES];
    random().nextBytes(fresh);
    put(name, fresh);
    return fresh;
  }

  void put(String name, byte[] secret) throws IOException {
    Path file = folder.resolve(name + SUFFIX);
    Path parent = file.getParent();
    if (parent != null) {
      maker().storage().createFolder(parent);
    }
    maker().storage().replace(file, wrap(name, secret), true);
  }

  /** Names below a folder of the vault, without it. */
  List<String> names(String below) throws IOException {
    List<String> found = new ArrayList<>();
    Path place = folder.resolve(below);
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, "*" + SUFFIX)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          found.add(name.substring(0, name.length() - SUFFIX.length()));
        }
      }
    }
    return found;
  }

  SecureRandom random() {
    return maker().random();
  }

  private Maker maker() {
    if (maker == null) {
      throw new IllegalStateException("a vault that was opened to read makes no secret");
    }
    return maker;
  }

  private byte[] wrap(String name, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret);
      return ByteBuffer.allocate(1 + nonce.length + sealed.length)
          .put(FORMAT)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES-GCM", missing);
    }
  }

  private byte[] unwrap(String name, byte[] file) throws AuditOpenFailure {
    if (file.length <= 1 + NONCE_BYTES || file[0] != FORMAT) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE,
          folder.resolve(name + SUFFIX) + " is not a wrapped key; restore it",
          null);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(file, 1, nonce, 0, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, name)
          .doFinal(file, 1 + NONCE_BYTES, file.length - 1 - NONCE_BYTES);
    } catch (AEADBadTagException other) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.MASTER_KEY,
          folder.resolve(name + SUFFIX)
              + " does not open with "
              + folder.resolve(MASTER_KEY)
              + ": it was wrapped under another master key, or was changed",
          other);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES-GCM", missing);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, master, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] readMaster(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.MASTER_KEY, file + " is missing; restore it", null);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != SECRET_BYTES) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.MASTER_KEY,
          file + " does not hold a key of " + SECRET_BYTES + " bytes; restore it",
          null);
    }
    return key;
  }

  private static boolean holdsSecrets(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().endsWith(".new")) {
          return true;
        }
      }
    }
    return false;
  }

  private static void keepFromOthers(Path masterKey) throws IOException {
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(masterKey);
    if (!ownerOnly.containsAll(permissions)) {
      LOG.warn(
          "{} could be read by others than its owner; its permissions are now 0600", masterKey);
      Files.setPosixFilePermissions(masterKey, ownerOnly);
    }
  }
}
