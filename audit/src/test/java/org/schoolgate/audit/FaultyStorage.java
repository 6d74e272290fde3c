package org.schoolgate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A disk that fails at a chosen call, and whose power can be cut: what was appended and not forced
 * is then lost, torn, zeroed or flipped.
 */
final class FaultyStorage implements Storage {

  private final Storage disk = new UnforcedStorage();
  private final Random random;
  private final Map<Path, Long> forced;
  private final boolean failForGood;
  private final long callsToFailure;
  private long calls;
  private boolean off;

  /**
   * For one life of a store.
   *
   * @param callsToFailure which call fails, from 1; 0 for none
   * @param failForGood whether every later call fails too
   */
  FaultyStorage(Random random, long callsToFailure, boolean failForGood) {
    this.random = random;
    this.callsToFailure = callsToFailure;
    this.failForGood = failForGood;
    this.forced = new HashMap<>();
  }

  /** For the life after one whose process was killed while the power stayed on. */
  FaultyStorage(FaultyStorage before, long callsToFailure, boolean failForGood) {
    this.random = before.random;
    this.callsToFailure = callsToFailure;
    this.failForGood = failForGood;
    this.forced = new HashMap<>(before.forced);
  }

  synchronized long calls() {
    return calls;
  }

  /** From now on nothing reaches the disk. */
  synchronized void powerOff() {
    off = true;
  }

  /** What the power cut did to the files; the store must be closed. */
  synchronized void loseWhatWasNotForced() throws IOException {
    for (Map.Entry<Path, Long> file : forced.entrySet()) {
      long size = Files.exists(file.getKey()) ? Files.size(file.getKey()) : 0;
      long safe = Math.min(size, file.getValue());
      if (size > safe) {
        damage(file.getKey(), safe, size);
      }
    }
  }

  private void damage(Path file, long safe, long size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int tail = (int) (size - safe);
      switch (random.nextInt(5)) {
        case 0 -> channel.truncate(safe);
        case 1 -> channel.truncate(safe + random.nextInt(tail + 1));
        case 2 -> {
          int from = random.nextInt(tail);
          channel.write(ByteBuffer.allocate(1 + random.nextInt(tail - from)), safe + from);
        }
        case 3 -> {
          long at = safe + random.nextInt(tail);
          ByteBuffer one = ByteBuffer.allocate(1);
          channel.read(one, at);
          one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8)));
          channel.write(one.flip(), at);
        }
        default -> {
          // It all reached the disk after all.
        }
      }
    }
  }

  private synchronized boolean fails() {
    calls++;
    if (off) {
      return true;
    }
    if (callsToFailure == 0) {
      return false;
    }
    return failForGood ? calls >= callsToFailure : calls == callsToFailure;
  }

  private static IOException failure(String call) {
    return new IOException("injected failure of " + call);
  }

  private synchronized boolean isOff() {
    return off;
  }

  @Override
  public AppendFile openForAppend(Path file) throws IOException {
    if (fails()) {
      throw failure("open");
    }
    AppendFile opened = disk.openForAppend(file);
    synchronized (this) {
      // What is there when the first of these lives begins was forced long ago.
      forced.putIfAbsent(file, opened.size());
    }
    return new FaultyFile(file, opened);
  }

  @Override
  public void replace(Path file, byte[] content, boolean ownerOnly) throws IOException {
    if (!fails()) {
      disk.replace(file, content, ownerOnly);
      return;
    }
    if (!isOff()) {
      switch (random.nextInt(3)) {
        case 0 ->
            Files.write(
                file.resolveSibling(file.getFileName() + ".new"),
                Arrays.copyOf(content, random.nextInt(content.length)));
        case 1 -> disk.replace(file, content, ownerOnly);
        default -> {
          // Failed before anything happened.
        }
      }
    }
    throw failure("replace");
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    if (fails()) {
      throw failure("mkdir");
    }
    disk.createFolder(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (fails()) {
      throw failure("rename");
    }
    disk.rename(from, to);
  }

  private final class FaultyFile implements AppendFile {
    private final Path path;
    private final AppendFile file;

    FaultyFile(Path path, AppendFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      if (fails()) {
        if (!isOff()) {
          bytes.limit(bytes.position() + random.nextInt(bytes.remaining() + 1));
          file.append(bytes);
        }
        throw failure("write");
      }
      file.append(bytes);
    }

    @Override
    public void force() throws IOException {
      if (fails()) {
        throw failure("fsync");
      }
      file.force();
      long size = file.size();
      synchronized (FaultyStorage.this) {
        forced.put(path, size);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      if (fails()) {
        throw failure("truncate");
      }
      file.truncate(size);
      synchronized (FaultyStorage.this) {
        forced.merge(path, size, Math::min);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
