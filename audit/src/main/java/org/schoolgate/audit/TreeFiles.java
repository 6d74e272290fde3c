package org.schoolgate.audit;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code tree/0}, {@code tree/1} and so on: flat files of 32-byte hashes, where tile N of
 * level L of C2SP tlog-tiles is bytes 8192 N to 8192 (N + 1) of file L. Derived from the segments
 * and rebuilt from them, so it is forced only before a checkpoint is signed.
 */
final class TreeFiles implements Frontier.Tiles, Closeable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int TILE_HASHES = 1 << Frontier.TILE_HEIGHT;

  private final LogFolder folder;
  private final Storage storage;
  private final Storage.@Nullable AppendFile[] files =
      new Storage.AppendFile[LogFolder.TREE_LEVELS];
  private final @Nullable ByteBuffer[] waiting = new ByteBuffer[LogFolder.TREE_LEVELS];
  private final boolean[] unforced = new boolean[LogFolder.TREE_LEVELS];

  TreeFiles(LogFolder folder, Storage storage) {
    this.folder = folder;
    this.storage = storage;
  }

  /** How many hashes a level holds in a tree of that size. */
  static long hashesAt(int level, long size) {
    return size >>> (level * Frontier.TILE_HEIGHT);
  }

  /** Whether the files hold at least what a tree of that size needs. */
  static boolean hold(LogFolder folder, long size) throws IOException {
    for (int level = 0; level < LogFolder.TREE_LEVELS; level++) {
      long bytes = hashesAt(level, size) * MerkleHasher.HASH_BYTES;
      if (bytes > 0
          && (!Files.exists(folder.tree(level)) || Files.size(folder.tree(level)) < bytes)) {
        return false;
      }
    }
    return true;
  }

  /** Cuts the files back to a tree of that size. */
  void truncate(long size) throws IOException {
    for (int level = 0; level < LogFolder.TREE_LEVELS; level++) {
      long bytes = hashesAt(level, size) * MerkleHasher.HASH_BYTES;
      if (Files.exists(folder.tree(level)) && Files.size(folder.tree(level)) > bytes) {
        file(level).truncate(bytes);
        unforced[level] = true;
      }
    }
  }

  @Override
  public void add(int level, byte[] hash) throws IOException {
    ByteBuffer buffer = waiting[level];
    if (buffer == null) {
      buffer = ByteBuffer.allocate(BUFFER_BYTES);
      waiting[level] = buffer;
    }
    buffer.put(hash);
    if (!buffer.hasRemaining()) {
      write(level, buffer);
    }
  }

  /** Writes what was added, without forcing it. */
  void write() throws IOException {
    for (int level = 0; level < waiting.length; level++) {
      ByteBuffer buffer = waiting[level];
      if (buffer != null && buffer.position() > 0) {
        write(level, buffer);
      }
    }
  }

  /** Forces what was written. */
  void force() throws IOException {
    for (int level = 0; level < files.length; level++) {
      if (unforced[level]) {
        file(level).force();
        unforced[level] = false;
      }
    }
  }

  private void write(int level, ByteBuffer buffer) throws IOException {
    buffer.flip();
    file(level).append(buffer);
    buffer.clear();
    unforced[level] = true;
  }

  private Storage.AppendFile file(int level) throws IOException {
    Storage.AppendFile file = files[level];
    if (file == null) {
      file = storage.openForAppend(folder.tree(level));
      files[level] = file;
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    for (Storage.AppendFile file : files) {
      if (file != null) {
        file.close();
      }
    }
  }

  /** Reads single hashes, a tile at a time. */
  static final class Source implements Frontier.TileSource, Closeable {
    private final LogFolder folder;
    private final @Nullable FileChannel[] files = new FileChannel[LogFolder.TREE_LEVELS];
    private final @Nullable ByteBuffer[] tiles = new ByteBuffer[LogFolder.TREE_LEVELS];
    private final long[] tileIndexes = new long[LogFolder.TREE_LEVELS];

    Source(LogFolder folder) {
      this.folder = folder;
    }

    @Override
    public byte[] hash(int level, long index) throws IOException {
      long tileIndex = index / TILE_HASHES;
      int offset = (int) (index % TILE_HASHES) * MerkleHasher.HASH_BYTES;
      ByteBuffer tile = tiles[level];
      if (tile == null
          || tileIndexes[level] != tileIndex
          || tile.limit() < offset + MerkleHasher.HASH_BYTES) {
        tile = read(level, tileIndex);
      }
      if (tile.limit() < offset + MerkleHasher.HASH_BYTES) {
        throw new EOFException(folder.tree(level) + " ends before hash " + index);
      }
      byte[] hash = new byte[MerkleHasher.HASH_BYTES];
      tile.get(offset, hash);
      return hash;
    }

    private ByteBuffer read(int level, long tileIndex) throws IOException {
      FileChannel file = files[level];
      if (file == null) {
        file = FileChannel.open(folder.tree(level), StandardOpenOption.READ);
        files[level] = file;
      }
      ByteBuffer tile = ByteBuffer.allocate(TILE_HASHES * MerkleHasher.HASH_BYTES);
      long at = tileIndex * TILE_HASHES * MerkleHasher.HASH_BYTES;
      int got = 0;
      while (got >= 0 && tile.hasRemaining()) {
        got = file.read(tile, at + tile.position());
      }
      tile.flip();
      tiles[level] = tile;
      tileIndexes[level] = tileIndex;
      return tile;
    }

    @Override
    public void close() throws IOException {
      for (FileChannel file : files) {
        if (file != null) {
          file.close();
        }
      }
    }
  }
}
