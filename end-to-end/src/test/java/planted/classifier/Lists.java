package planted.classifier;

/** What the audit may not know. */
public record Lists() {}
