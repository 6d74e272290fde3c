package org.schoolgate.classifier.text;

/**
 * What somebody searches for.
 *
 * @param engine where, one name for all hosts of one engine
 * @param terms the words, decoded; bounded by the address
 * @param web whether it finds what is anywhere on the web, and not on one site or among what was
 *     picked for children
 * @param typing whether it is what stands in a search box so far, for which suggestions are asked,
 *     and not a search that was meant
 */
public record Search(String engine, String terms, boolean web, boolean typing) {}
