package org.schoolgate.classifier.index;

import java.nio.file.Path;
import org.schoolgate.policy.Category;

/**
 * A file of a list.
 *
 * @param path where it is
 * @param source who made the list
 * @param category what it says its entries are
 * @param meaning what the names in it mean; of URL entries {@link EntryMeaning#COVERS}
 * @param kind the form of its lines, a word
 */
public record ListFile(
    Path path, String source, Category category, EntryMeaning meaning, String kind) {}
