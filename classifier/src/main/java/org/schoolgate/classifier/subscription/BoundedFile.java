package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.FileCipher;

/** Writes a body to a new file, up to a limit; its length is the outcome. */
final class BoundedFile implements BodySubscriber<Long> {

  /** The body is longer than it may be. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final Path file;
  private final FileCipher cipher;
  private final long bytesMax;
  private final CompletableFuture<Long> length = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable OutputStream out;
  private long written;

  BoundedFile(Path file, FileCipher cipher, long bytesMax) {
    this.file = file;
    this.cipher = cipher;
    this.bytesMax = bytesMax;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return length;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (length.isDone()) {
      given.cancel(); // its head already said that it is too long
      return;
    }
    try {
      out = cipher.create(file);
      given.request(1);
    } catch (IOException notWritable) {
      fail(notWritable);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    OutputStream open = out;
    if (open == null || length.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        written += buffer.remaining();
        if (written > bytesMax) {
          throw new TooLongException();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        open.write(bytes);
      }
      if (subscription != null) {
        subscription.request(1);
      }
    } catch (IOException failed) {
      fail(failed);
    }
  }

  @Override
  public void onError(Throwable cause) {
    fail(cause);
  }

  @Override
  public void onComplete() {
    try {
      close();
      length.complete(written);
    } catch (IOException notWritten) {
      length.completeExceptionally(notWritten);
    }
  }

  private void fail(Throwable cause) {
    if (subscription != null) {
      subscription.cancel();
    }
    try {
      close();
    } catch (IOException alsoThis) {
      cause.addSuppressed(alsoThis);
    }
    length.completeExceptionally(cause);
  }

  private void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
