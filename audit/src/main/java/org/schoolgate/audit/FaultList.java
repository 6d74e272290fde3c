package org.schoolgate.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults of one log: the first are listed, all are counted. */
final class FaultList {

  private final List<VerificationReport.Fault> listed = new ArrayList<>();
  private long count;

  void add(String file, String problem) {
    add(null, file, problem);
  }

  void add(@Nullable Long index, String file, String problem) {
    count++;
    if (listed.size() < LedgerVerifier.FAULTS_MAX) {
      listed.add(new VerificationReport.Fault(index, file, problem));
    }
  }

  void addUnlisted(long more) {
    count += more;
  }

  List<VerificationReport.Fault> listed() {
    return listed;
  }

  long count() {
    return count;
  }
}
