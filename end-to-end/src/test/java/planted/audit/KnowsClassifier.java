package planted.audit;

import planted.classifier.Lists;

/** Breaks audit-knows-no-wire, and with KnowsAudit makes a cycle. */
record KnowsClassifier(Lists lists) {}
