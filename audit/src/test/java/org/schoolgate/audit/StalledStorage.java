package org.schoolgate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk that can be made to take its time over a force, for as long as the test likes. */
final class StalledStorage implements Storage {

  private final Storage disk = new UnforcedStorage();
  private volatile CountDownLatch goingOn = new CountDownLatch(0);

  void stall() {
    goingOn = new CountDownLatch(1);
  }

  void goOn() {
    goingOn.countDown();
  }

  @Override
  public AppendFile openForAppend(Path file) throws IOException {
    AppendFile opened = disk.openForAppend(file);
    return new AppendFile() {
      @Override
      public long size() throws IOException {
        return opened.size();
      }

      @Override
      public void append(ByteBuffer bytes) throws IOException {
        opened.append(bytes);
      }

      @Override
      public void force() throws IOException {
        try {
          goingOn.await();
        } catch (InterruptedException nobodyMay) {
          throw new IOException(nobodyMay);
        }
        opened.force();
      }

      @Override
      public void truncate(long size) throws IOException {
        opened.truncate(size);
      }

      @Override
      public void close() throws IOException {
        opened.close();
      }
    };
  }

  @Override
  public void replace(Path file, byte[] content, boolean ownerOnly) throws IOException {
    disk.replace(file, content, ownerOnly);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    disk.createFolder(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }
}
