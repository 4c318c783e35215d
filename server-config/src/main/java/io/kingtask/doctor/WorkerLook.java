package io.kingtask.doctor;

import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.config.WorkerConfig;
import java.nio.file.Path;

/** What a worker with this configuration needs and what it risks. */
record WorkerLook(Report report, WorkerConfig config, Path file) {

    void look() {
        FileLook.ofSecrets(report, "worker", file, config.redis().password() != null);
        config.logPath().ifPresent(folder -> FileLook.ofLogs(report, "worker", folder));
        new ProgramsLook(report, config).look();
        new RedisLook(report, "worker", config.redis()).look();
        lookAtControlGroups();
    }

    /** Makes a group, as a worker does, and removes it. */
    private void lookAtControlGroups() {
        try (var group = WorkerCgroup.begin(true)) {
            group.folder()
                    .ifPresentOrElse(
                            folder -> report.add(
                                    Finding.ok("cgroup", "A worker started from here can make control groups.")),
                            () -> report.add(Finding.note(
                                    "cgroup",
                                    "A worker started from here has no control groups (" + group.whyNot()
                                            + "); it finds what programs leave behind by other means. Under systemd the unit"
                                            + " kingtask-worker@ has them (Delegate=yes).")));
        }
    }
}
