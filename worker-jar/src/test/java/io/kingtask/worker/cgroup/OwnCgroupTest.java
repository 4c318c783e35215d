package io.kingtask.worker.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCgroupTest {

    private static final String UNIFIED =
            "31 24 0:27 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate";

    @Test
    void groupOfAServiceIsBelowTheMount() throws Exception {
        assertEquals(
                Path.of("/sys/fs/cgroup/system.slice/kingtask.service"),
                OwnCgroup.find(List.of(UNIFIED), List.of("0::/system.slice/kingtask.service")));
    }

    @Test
    void hybridMountIsFoundAmongThoseOfVersion1() throws Exception {
        var mounts = List.of(
                "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu",
                "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw");
        assertEquals(
                Path.of("/sys/fs/cgroup/unified"),
                OwnCgroup.find(mounts, List.of("4:memory:/other", "1:cpu:/", "0::/")));
    }

    @Test
    void mountThatShowsAPartIsTakenFromThere() throws Exception {
        var part = List.of("700 690 0:27 /docker/abc /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw");
        assertEquals(Path.of("/sys/fs/cgroup/one"), OwnCgroup.find(part, List.of("0::/docker/abc/one")));
        assertEquals(
                "the group /docker/other of this process is not under /sys/fs/cgroup",
                refusal(part, List.of("0::/docker/other")));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("this system has no cgroup v2", refusal(List.of(UNIFIED), List.of("1:cpu:/")));
        assertEquals("no cgroup2 file system is mounted", refusal(List.of(), List.of("0::/")));
        assertEquals(
                "the group /../other of this process is not under /sys/fs/cgroup",
                refusal(List.of(UNIFIED), List.of("0::/../other")));
    }

    private static String refusal(List<String> mounts, List<String> groups) {
        return String.valueOf(assertThrows(IOException.class, () -> OwnCgroup.find(mounts, groups))
                .getMessage());
    }
}
