package org.schoolgate.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing Merkle tree: the roots of the complete subtrees that its size is the
 * binary sum of. Adding a leaf costs two hashes on average, the root at most 63.
 *
 * <p>Every 8th level of complete subtrees is what tlog-tiles stores, and goes to the {@link Tiles}.
 */
final class Frontier {

  /** Levels of the binary tree that one level of tiles spans. */
  static final int TILE_HEIGHT = 8;

  /** Takes the hashes that belong in tile files, in order of their index at each level. */
  interface Tiles {
    void add(int tileLevel, byte[] hash) throws IOException;
  }

  /** Gives hashes back out of tile files. */
  interface TileSource {
    byte[] hash(int tileLevel, long index) throws IOException;
  }

  private final MerkleHasher hasher = new MerkleHasher();
  private final byte[] @Nullable [] roots = new byte[Long.SIZE][];
  private long size;

  /** An empty tree's. */
  Frontier() {}

  /** Of a tree of that size, out of its tile files. */
  static Frontier restore(long size, TileSource tiles) throws IOException {
    Frontier frontier = new Frontier();
    frontier.size = size;
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >>> level & 1) == 1) {
        long firstLeaf = size >>> (level + 1) << (level + 1);
        int tileLevel = level / TILE_HEIGHT;
        frontier.roots[level] =
            frontier.subtree(
                tiles, tileLevel, firstLeaf >>> (tileLevel * TILE_HEIGHT), level % TILE_HEIGHT);
      }
    }
    return frontier;
  }

  private byte[] subtree(TileSource tiles, int tileLevel, long first, int height)
      throws IOException {
    if (height == 0) {
      return tiles.hash(tileLevel, first);
    }
    byte[] left = subtree(tiles, tileLevel, first, height - 1);
    byte[] right = subtree(tiles, tileLevel, first + (1L << (height - 1)), height - 1);
    return hasher.node(left, right);
  }

  /** Adds the leaf of a body. */
  void add(byte[] body, Tiles tiles) throws IOException {
    addLeaf(hasher.leaf(body), tiles);
  }

  /** Adds a leaf whose hash is known. */
  void addLeaf(byte[] leaf, Tiles tiles) throws IOException {
    byte[] hash = leaf;
    tiles.add(0, hash);
    int level = 0;
    for (byte[] left = roots[0]; left != null; left = roots[level]) {
      hash = hasher.node(left, hash);
      roots[level] = null;
      level++;
      if (level % TILE_HEIGHT == 0) {
        tiles.add(level / TILE_HEIGHT, hash);
      }
    }
    roots[level] = hash;
    size++;
  }

  long size() {
    return size;
  }

  /** RFC 6962 root hash. */
  byte[] root() {
    byte[] root = null;
    for (byte[] subtree : roots) {
      if (subtree != null) {
        root = root == null ? subtree : hasher.node(subtree, root);
      }
    }
    return root == null ? hasher.empty() : root;
  }
}
