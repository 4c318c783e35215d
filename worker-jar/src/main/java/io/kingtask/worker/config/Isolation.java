package io.kingtask.worker.config;

import io.kingtask.client.Word;
import java.util.Locale;

/** What keeps a program apart from the machine it runs on. */
public enum Isolation implements Word {
    /** Nothing but its user. */
    NONE,
    /** Processes, temporary files and devices of its own; the rest of the file system for reading only. */
    BUBBLEWRAP,
    /** A scope of systemd's for each run, with the resources of its slice. */
    SYSTEMD_RUN;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
