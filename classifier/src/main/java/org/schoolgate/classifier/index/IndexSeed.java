package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The seed of the keys, in a file that the owner alone can read. */
final class IndexSeed {

  private static final String FILE = "seed";

  private IndexSeed() {}

  /**
   * The seed of a folder; drawn, if there is none or it is not whole.
   *
   * @throws IOException if it can neither be read nor written
   */
  static byte[] of(Path folder, SecureRandom random) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      byte[] seed = Files.readAllBytes(file);
      if (seed.length == SiteHash.SEED_BYTES) {
        return seed;
      }
      Files.delete(file);
    }
    byte[] seed = SiteHash.newSeed(random);
    Path fresh = Files.createTempFile(folder, FILE, ".new");
    try {
      write(fresh, seed);
      // Unlike a move, a link fails if another process was faster.
      Files.createLink(file, fresh);
      return seed;
    } catch (FileAlreadyExistsException another) {
      return of(folder, random);
    } finally {
      Files.delete(fresh);
    }
  }

  private static void write(Path file, byte[] seed) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      IndexFiles.write(channel, ByteBuffer.wrap(seed));
      channel.force(true);
    }
  }
}
