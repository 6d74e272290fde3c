package org.schoolgate.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.schoolgate.classifier.source.OpaqueIds;

/**
 * The key of this installation that entries of illegal categories are named and kept by: drawn
 * once, and for its owner alone to read.
 */
final class OpaqueKey {

  private static final int BYTES = 32;

  private OpaqueKey() {}

  /**
   * The key in a file; a passing one where there is none yet.
   *
   * @throws CommandFailure if the file is not whole: what was kept under it means nothing now
   */
  static OpaqueIds read(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      return new OpaqueIds(newKey(random));
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the key "
              + file
              + " is damaged: put it back from a backup; or delete it, and a new one is drawn, under"
              + " which the lists of illegal content must be imported again");
    }
    return new OpaqueIds(key);
  }

  /** Draws the key, if there is none; after a crash there is none or all of it. */
  static void drawOnce(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a key stands in a folder");
    }
    Path fresh =
        folder.resolve("." + file.getFileName() + "." + Long.toHexString(random.nextLong()));
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer key = ByteBuffer.wrap(newKey(random));
      while (key.hasRemaining()) {
        channel.write(key);
      }
      channel.force(true);
      // Unlike a move, a link fails if another process was faster.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      return;
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static byte[] newKey(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return key;
  }
}
