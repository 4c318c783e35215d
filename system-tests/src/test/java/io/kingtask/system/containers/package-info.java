/**
 * The files for containers, tried without a container engine: docker-compose.yml is run by namespaces and overlays of this machine
 * ({@link io.kingtask.system.containers.PlainHost}), and what cannot be run is checked.
 */
@NullMarked
package io.kingtask.system.containers;

import org.jspecify.annotations.NullMarked;
