package org.schoolgate.classifier.format;

import java.util.List;

/**
 * A record of a zone.
 *
 * @param owner its name, absolute, in lower case, without the last dot
 * @param type in upper case, such as {@code CNAME}
 * @param data the words behind the type; names as they stand
 * @param origin what names in the data that end without a dot go on with
 */
record ZoneRecord(String owner, String type, List<String> data, String origin) {

  /** Copies the data. */
  ZoneRecord {
    data = List.copyOf(data);
  }

  /** The name that the data begins with, absolute, in lower case, without the last dot. */
  String target() {
    return data.isEmpty() ? "" : ZoneParser.absolute(data.get(0), origin);
  }
}
