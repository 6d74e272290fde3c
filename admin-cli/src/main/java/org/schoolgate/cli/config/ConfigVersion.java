package org.schoolgate.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names a configuration by its content: whatever in it can change a decision (settings, policy,
 * lists, phrases) changes the version, so no change of the filtering comes into force unrecorded
 * (S31). Accounts are left out; they change on the ledger one by one.
 */
final class ConfigVersion {

  private static final int HEX_DIGITS = 12;
  private static final List<String> PARTS =
      List.of("schoolgate.yaml", "policy", "lists", "phrases");

  private ConfigVersion() {}

  static String of(Path folder) throws ConfigRefused {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : PARTS) {
        add(folder, folder.resolve(part), digest);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    } catch (IOException unreadable) {
      throw new ConfigRefused(
          folder + ": cannot be read again (" + unreadable.getMessage() + "); check its owner");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static void add(Path folder, Path part, MessageDigest digest) throws IOException {
    if (!Files.exists(part)) {
      return;
    }
    try (Stream<Path> files = Files.walk(part).filter(Files::isRegularFile).sorted()) {
      for (Path file : (Iterable<Path>) files::iterator) {
        digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        try (InputStream in = Files.newInputStream(file);
            OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
          in.transferTo(out);
        }
        digest.update((byte) 0);
      }
    }
  }
}
