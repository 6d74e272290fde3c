package planted.classifier;

import planted.audit.Recorded;

/** Breaks classifier-is-below-audit. */
record KnowsAudit(Recorded recorded) {}
