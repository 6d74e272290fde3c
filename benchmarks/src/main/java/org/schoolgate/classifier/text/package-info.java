/** Measurements that reach into the classifier: its scanner beside other engines. */
@NullMarked
package org.schoolgate.classifier.text;

import org.jspecify.annotations.NullMarked;
