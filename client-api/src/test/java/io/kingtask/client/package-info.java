@NullMarked
package io.kingtask.client;

import org.jspecify.annotations.NullMarked;
