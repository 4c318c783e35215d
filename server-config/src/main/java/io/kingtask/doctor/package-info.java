/**
 * {@code bin/kingtask doctor}: looks at what broker and worker need on this machine, before they are started or when something is wrong,
 * and says what to do. Each look adds findings and changes nothing that lasts.
 */
@NullMarked
package io.kingtask.doctor;

import org.jspecify.annotations.NullMarked;
