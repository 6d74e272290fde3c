package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import org.schoolgate.classifier.ListKind;

/** One name a line, which covers all under it; {@code *.name} and {@code .name} are the same. */
final class DomainsReader implements ListReader {

  @Override
  public void read(ListInput input, LineSink sink) throws IOException {
    sink.begins(input.title(), "");
    try (InputStream in = input.open()) {
      Lines.read(input.title(), in, sink, line -> ListLine.entry("", ListKind.DOMAINS, line));
    }
  }
}
