/** The working folders of running programs and their removal. */
@NullMarked
package io.kingtask.worker.folder;

import org.jspecify.annotations.NullMarked;
