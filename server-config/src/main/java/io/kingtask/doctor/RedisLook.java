package io.kingtask.doctor;

import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisProbe;
import io.kingtask.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Whether tasks can be kept in the Redis of a program. */
record RedisLook(Report report, String program, RedisAddress address) {

    private static final Duration NOTICED = Duration.ofSeconds(1);

    /** What was seen; empty when Redis did not answer. */
    Optional<RedisProbe> look() {
        try {
            var seen = RedisProbe.look(address);
            seen.servers().forEach(this::say);
            sayWhetherWritable(seen);
            sayClock(seen.ahead());
            return Optional.of(seen);
        } catch (StoreUnavailableException e) {
            add(Finding.problem(
                    "redis",
                    "Redis at " + address + ", of the " + program + ", does not answer: " + e.getMessage() + ".",
                    "Start it, or correct the key redis (address, user and password, tls)."));
            return Optional.empty();
        }
    }

    private void say(RedisProbe.Server server) {
        var name = "Redis at " + server.name();
        if (server.isReplica() && address.kind() == RedisAddress.Kind.SINGLE) {
            add(Finding.problem(
                    "redis",
                    name + " is a replica, which takes no writes.",
                    "Name its primary, or its Sentinels: sentinel://host:port,…/MASTER"));
        } else if (server.faults().isEmpty()) {
            add(Finding.ok("redis", name + " answers, version " + server.version() + "."));
        }
        for (var fault : server.faults()) {
            // "has maxmemory-policy x: it throws tasks away. Set …": what to do is the last sentence, or behind the
            // semicolon.
            int end = Math.max(fault.indexOf(". Set "), fault.indexOf("; use "));
            add(Finding.problem(
                    "redis", name + " " + fault.substring(0, end) + ".", capital(fault.substring(end + 2))));
        }
        if (!server.unseen().isEmpty()) {
            add(Finding.note(
                    "redis",
                    name + " does not let us see " + String.join(" and ", server.unseen())
                            + ". It must evict nothing and save what it has."));
        }
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private void sayWhetherWritable(RedisProbe seen) {
        seen.refusal()
                .ifPresentOrElse(
                        refusal -> add(Finding.problem(
                                "redis",
                                "Redis at " + address + " refuses a write: " + refusal + ".",
                                "Give it memory, disk and replicas enough, and kingtask's user the right to write.")),
                        () -> add(Finding.ok("redis", "Redis at " + address + " takes writes.")));
    }

    private void sayClock(Duration ahead) {
        if (ahead.abs().compareTo(NOTICED) < 0) {
            add(Finding.ok("clock", "This machine's clock and that of Redis agree."));
            return;
        }
        var seconds = String.format(Locale.ROOT, "%.1f s", ahead.abs().toMillis() / 1e3);
        add(Finding.warning(
                "clock",
                "The clock of Redis is " + seconds + (ahead.isNegative() ? " behind" : " ahead of")
                        + " this machine's; tasks start by that of Redis.",
                "Let both follow the same time servers (chrony, systemd-timesyncd)."));
    }

    /** Broker and worker mostly share a Redis: it is told of once. */
    private void add(Finding finding) {
        if (!report.findings().contains(finding)) {
            report.add(finding);
        }
    }
}
