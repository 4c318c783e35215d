/** The broker's configuration: broker.yaml and the environment, as one record. */
@NullMarked
package io.kingtask.broker.config;

import org.jspecify.annotations.NullMarked;
