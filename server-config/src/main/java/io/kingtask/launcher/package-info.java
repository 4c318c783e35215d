/**
 * Starts the broker: the application on Payara Micro, in one process, with our configuration, log and exit status.
 *
 * <p>Two worlds: {@link io.kingtask.launcher.CheckedConfig} runs in a class loader of its own, beside kingtask's libraries; all else
 * shares the class path with the server and must use nothing but the JDK and Payara Micro's starter.
 */
@NullMarked
package io.kingtask.launcher;

import org.jspecify.annotations.NullMarked;
