package io.kingtask.system.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process takes of its machine at one moment, as Linux says. */
record Vitals(long residentKilobytes, long threads, long descriptors) {

    static Vitals of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new Vitals(number(status, "VmRSS:"), number(status, "Threads:"), descriptors.count());
        } catch (IOException e) {
            throw new AssertionError("process " + pid + " cannot be looked at", e);
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.1f MB, %d threads, %d descriptors", residentKilobytes / 1024.0, threads, descriptors);
    }
}
