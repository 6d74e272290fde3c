package org.schoolgate.gateway.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.Inspection;

/** Stands for the inspection of a body in a coding that nobody can read: finds nothing in it. */
enum Unread implements Inspection {
  INSTANCE;

  @Override
  public Optional<CompletionStage<Decided>> accept(ByteBuffer wireBytes) {
    return Optional.empty();
  }

  @Override
  public boolean blockIsDue() {
    return false;
  }

  @Override
  public void condemn() {}

  @Override
  public Optional<CompletionStage<Decided>> finish() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
