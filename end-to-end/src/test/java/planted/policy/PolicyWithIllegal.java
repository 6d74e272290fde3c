package planted.policy;

/** Breaks illegal-is-outside-the-policy. */
record PolicyWithIllegal(MandatoryBlocklist illegal) {}
