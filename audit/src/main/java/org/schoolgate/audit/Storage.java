package org.schoolgate.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Every change that the audit makes on a disk: all forces and renames go through here, so that
 * tests can lose, zero, tear and flip what was not forced, and fail any call. Reading goes past it.
 */
interface Storage {

  /** A file that only grows at its end, except when a torn tail is cut. */
  interface AppendFile extends Closeable {
    /** Bytes so far. */
    long size() throws IOException;

    /** Appends all that remains. */
    void append(ByteBuffer bytes) throws IOException;

    /** Forces what was appended to the disk. After a failure the file must not be used again. */
    void force() throws IOException;

    /** Cuts it to that size. */
    void truncate(long size) throws IOException;
  }

  /** Opens a file for appending; makes it, and its entry in the folder durable, if absent. */
  AppendFile openForAppend(Path file) throws IOException;

  /**
   * Replaces a file as a whole: after a crash either the old content is there or the new.
   *
   * @param ownerOnly whether nobody but the owner may read it
   */
  void replace(Path file, byte[] content, boolean ownerOnly) throws IOException;

  /** Makes a folder and those above it, durably, if absent. */
  void createFolder(Path folder) throws IOException;

  /** Renames a folder, durably. */
  void rename(Path from, Path to) throws IOException;
}
