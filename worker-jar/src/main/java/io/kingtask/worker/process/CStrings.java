package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings for C: UTF-8 whatever the locale, each ended by NUL; an array of them in one piece of memory. */
final class CStrings {

    private CStrings() {}

    static Memory string(String text) throws LaunchException {
        var bytes = bytes(text);
        var memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    /** A NULL-terminated array of pointers, the strings behind it. */
    static Memory array(List<String> texts) throws LaunchException {
        long size = (texts.size() + 1L) * Native.POINTER_SIZE;
        long at = size;
        var all = new byte[texts.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes(texts.get(i));
            size += all[i].length + 1L;
        }
        var memory = new Memory(size);
        for (int i = 0; i < all.length; i++) {
            memory.setPointer((long) i * Native.POINTER_SIZE, memory.share(at));
            memory.write(at, all[i], 0, all[i].length);
            memory.setByte(at + all[i].length, (byte) 0);
            at += all[i].length + 1L;
        }
        memory.setPointer((long) all.length * Native.POINTER_SIZE, Pointer.NULL);
        return memory;
    }

    private static byte[] bytes(String text) throws LaunchException {
        if (text.indexOf('\0') >= 0) {
            throw new LaunchException("could not start: an argument or a variable contains NUL");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
