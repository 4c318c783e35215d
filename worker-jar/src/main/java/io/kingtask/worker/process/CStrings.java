package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings for C: UTF-8 whatever the locale, each ended by NUL. NULL-terminated arrays of them, and free room besides, in one piece of
 * memory, which costs as much as that for one string.
 */
final class CStrings implements AutoCloseable {

    private final Memory memory;
    private final List<Long> starts = new ArrayList<>();

    private CStrings(Memory memory) {
        this.memory = memory;
    }

    static Memory string(String text) throws LaunchException {
        var bytes = bytes(text);
        var memory = new Memory(bytes.length + 1L);
        put(memory, 0, bytes);
        return memory;
    }

    /** @param room bytes at the beginning for something else */
    static CStrings arrays(int room, List<List<String>> arrays) throws LaunchException {
        var texts = new ArrayList<byte[]>();
        long pointers = arrays.size();
        long size = room;
        for (var array : arrays) {
            for (var text : array) {
                var bytes = bytes(text);
                texts.add(bytes);
                size += bytes.length + 1L;
            }
        }
        pointers += texts.size();
        var strings = new CStrings(new Memory(size + pointers * Native.POINTER_SIZE));
        strings.fill(room, room + pointers * Native.POINTER_SIZE, arrays, texts);
        return strings;
    }

    private void fill(long firstPointer, long firstText, List<List<String>> arrays, List<byte[]> texts) {
        long base = Pointer.nativeValue(memory);
        long pointer = firstPointer;
        long at = firstText;
        int next = 0;
        for (var array : arrays) {
            starts.add(pointer);
            for (int i = 0; i < array.size(); i++) {
                var bytes = texts.get(next++);
                memory.setLong(pointer, base + at);
                put(memory, at, bytes);
                pointer += Native.POINTER_SIZE;
                at += bytes.length + 1L;
            }
            memory.setLong(pointer, 0);
            pointer += Native.POINTER_SIZE;
        }
    }

    private static void put(Memory memory, long at, byte[] bytes) {
        memory.write(at, bytes, 0, bytes.length);
        memory.setByte(at + bytes.length, (byte) 0);
    }

    /** The room, from an offset on. */
    Pointer room(long offset) {
        return memory.share(offset);
    }

    /** An array, as {@code char**}. */
    Pointer array(int index) {
        return memory.share(starts.get(index));
    }

    /** A string of an array, as {@code char*}. */
    Pointer text(int index, int place) {
        return memory.getPointer(starts.get(index) + (long) place * Native.POINTER_SIZE);
    }

    private static byte[] bytes(String text) throws LaunchException {
        if (text.indexOf('\0') >= 0) {
            throw new LaunchException("could not start: an argument or a variable contains NUL");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        memory.close();
    }
}
