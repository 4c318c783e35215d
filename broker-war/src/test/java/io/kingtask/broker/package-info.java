@NullMarked
package io.kingtask.broker;

import org.jspecify.annotations.NullMarked;
