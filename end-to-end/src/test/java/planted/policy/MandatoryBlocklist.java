package planted.policy;

/** What {@link PolicyWithIllegal} may not know. */
record MandatoryBlocklist() {}
