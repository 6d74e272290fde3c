package org.schoolgate.audit;

/**
 * What had to be put right when a log was opened, for {@code run} to say.
 *
 * @param log {@code ledger} or {@code traffic}
 * @param alarm whether somebody must look into it: a log that could not be trusted was put aside
 * @param text one sentence
 */
public record Recovery(String log, boolean alarm, String text) {}
