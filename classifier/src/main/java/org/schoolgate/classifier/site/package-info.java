/**
 * What an entry of a list is, and what it covers: names, addresses, networks and parts of sites in
 * their canonical spelling; the names that nobody owns alone, and those that no list may close.
 */
@NullMarked
package org.schoolgate.classifier.site;

import org.jspecify.annotations.NullMarked;
