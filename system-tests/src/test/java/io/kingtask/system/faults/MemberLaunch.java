package io.kingtask.system.faults;

import io.kingtask.system.Distribution;
import io.kingtask.system.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts the processes of a site, each with a configuration of its own and a bounded heap. */
final class MemberLaunch {

    private final Site site;
    private final String redis;

    /** @param redis as the configuration key {@code redis} takes it */
    MemberLaunch(Site site, String redis) {
        this.site = site;
        this.redis = redis;
    }

    Program broker(String address) {
        String config = """
                addr: %s
                redis: %s
                tokens: [{name: tester, role: admin, token: %s}]
                """.formatted(address, redis, Site.TOKEN);
        return launch("broker", write(address.replace(':', '-') + ".yaml", config), "-Xms256m -Xmx256m");
    }

    /** @param incarnation what its programs write down as their worker */
    Program worker(String name, String incarnation) {
        String config = """
                redis: %s
                bin_path: %s
                concurrency: %d
                lease: %d
                env: {HISTORY_WORKER: %s, HISTORY_LOG: %s}
                """.formatted(
                        redis, site.bin(), site.size().slots(), site.size().lease(), incarnation, site.log());
        return launch("worker", write(name + ".yaml", config), "-Xms96m -Xmx96m");
    }

    private Program launch(String program, Path config, String options) {
        String temporary = site.temporary().toString();
        return Distribution.start(
                site.folder(),
                Map.of("TMPDIR", temporary, "KINGTASK_JAVA_OPTS", options + " -Djava.io.tmpdir=" + temporary),
                program,
                "--config=" + config);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(site.folder().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
