/** Control groups (cgroup v2), where this process may make them: whatever a program starts is born in its slot's group and stays there. */
@NullMarked
package io.kingtask.worker.cgroup;

import org.jspecify.annotations.NullMarked;
