package org.schoolgate.classifier.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the keys of many sorted runs in their order: a heap of the runs by the key that each
 * has next. Not thread-safe.
 */
final class RunMerge {

  private final List<RunReader> heap = new ArrayList<>();
  private boolean begun;

  /** A merge of readers that stand before their first key. */
  RunMerge(List<RunReader> runs) throws IOException {
    for (RunReader run : runs) {
      if (run.next()) {
        heap.add(run);
        rise(heap.size() - 1);
      }
    }
  }

  /** The run whose key is the next, or null behind the last. */
  @Nullable RunReader next() throws IOException {
    if (begun && !heap.isEmpty()) {
      if (heap.get(0).next()) {
        sink();
      } else {
        RunReader last = heap.remove(heap.size() - 1);
        if (!heap.isEmpty()) {
          heap.set(0, last);
          sink();
        }
      }
    }
    begun = true;
    return heap.isEmpty() ? null : heap.get(0);
  }

  private void rise(int from) {
    RunReader run = heap.get(from);
    int at = from;
    while (at > 0 && run.isBefore(heap.get((at - 1) / 2))) {
      heap.set(at, heap.get((at - 1) / 2));
      at = (at - 1) / 2;
    }
    heap.set(at, run);
  }

  private void sink() {
    RunReader run = heap.get(0);
    int at = 0;
    while (2 * at + 1 < heap.size()) {
      int child = 2 * at + 1;
      if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
        child++;
      }
      if (!heap.get(child).isBefore(run)) {
        break;
      }
      heap.set(at, heap.get(child));
      at = child;
    }
    heap.set(at, run);
  }
}
