package org.schoolgate.classifier.text;

import java.util.List;

/**
 * A combination as {@link Combinations} puts it together.
 *
 * @param phrase what is found when it is whole
 * @param combination how its parts stand to each other
 * @param number its number among those of its book, from 0
 * @param parts in order; a part may stand in it twice
 */
record WholeCombination(
    ListedPhrase phrase, Combination combination, int number, List<SharedPart> parts) {}
