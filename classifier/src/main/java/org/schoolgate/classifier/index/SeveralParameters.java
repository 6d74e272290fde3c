package org.schoolgate.classifier.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An entry that needs several parameters, kept under the key of the first.
 *
 * @param rest the keys of the others
 * @param tag its list
 */
public record SeveralParameters(List<UrlKey> rest, int tag) {

  /** Copies the keys. */
  public SeveralParameters {
    rest = List.copyOf(rest);
  }

  static void write(UrlKey first, List<SeveralParameters> all, DataOutputStream out)
      throws IOException {
    out.writeInt(all.size());
    for (SeveralParameters each : all) {
      new ListKeys.Several(first, each.rest).write(out);
      out.writeInt(each.tag);
    }
  }

  static void read(DataInputStream in, Map<UrlKey, List<SeveralParameters>> into)
      throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      ListKeys.Several read = ListKeys.Several.read(in);
      into.computeIfAbsent(read.first(), first -> new ArrayList<>(1))
          .add(new SeveralParameters(read.rest(), in.readInt()));
    }
  }
}
