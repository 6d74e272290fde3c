package planted.audit;

/** Stands for the decision that the audit has recorded. */
public record Recorded() {}
