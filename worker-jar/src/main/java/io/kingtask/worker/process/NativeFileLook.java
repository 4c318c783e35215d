package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** Asks with {@code statx}, at a fraction of what Java's own way costs beside the system call; where that does not answer, in Java's way. */
final class NativeFileLook implements FileLook {

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    /** Of {@code struct statx}, the same on all processors. */
    private static final int STATX_SIZE = 256;

    @Override
    public FileStatus at(Path path, LinkOption... options) throws IOException {
        var answer = new byte[STATX_SIZE];
        int flags = options.length == 0 ? 0 : AT_SYMLINK_NOFOLLOW;
        return LibC.statx(AT_FDCWD, ended(path), flags, STATX_BASIC_STATS, answer) == 0
                ? status(ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()))
                : PLAIN.at(path, options);
    }

    /** A path holds no NUL. */
    private static byte[] ended(Path path) {
        var bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static FileStatus status(ByteBuffer statx) {
        return new FileStatus(
                device(statx.getInt(0x88), statx.getInt(0x8c)),
                statx.getLong(0x20),
                statx.getShort(0x1c) & 0xffff,
                statx.getInt(0x14),
                statx.getInt(0x18),
                statx.getLong(0x28),
                nanos(statx, 0x70),
                nanos(statx, 0x60));
    }

    /** Its number, as the C library makes it of its parts. */
    private static long device(int major, int minor) {
        return ((major & 0xfffff000L) << 32)
                | ((major & 0xfffL) << 8)
                | ((minor & 0xffffff00L) << 12)
                | (minor & 0xffL);
    }

    private static long nanos(ByteBuffer statx, int at) {
        return statx.getLong(at) * 1_000_000_000 + statx.getInt(at + Long.BYTES);
    }
}
