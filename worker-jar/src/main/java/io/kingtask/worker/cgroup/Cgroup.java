package io.kingtask.worker.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** One control group: a folder of the kernel's, whose files are its functions. */
record Cgroup(Path folder) {

    private static final Path OWN_THREADS = Path.of("/proc/self/task");
    private static final String CALLER = "0";

    /** @throws IOException whose message says what was refused */
    static Cgroup create(Path folder) throws IOException {
        try {
            return new Cgroup(Files.createDirectory(folder));
        } catch (IOException e) {
            throw new IOException("no group can be made in " + folder.getParent() + " (" + why(e) + ")", e);
        }
    }

    /** Makes a group within this one whose members are single threads, and what these start. */
    Cgroup createThreaded(String name) throws IOException {
        var child = create(folder.resolve(name));
        try {
            child.write("cgroup.type", "threaded");
        } catch (IOException e) {
            child.remove();
            throw e;
        }
        return child;
    }

    Path threads() {
        return folder.resolve("cgroup.threads");
    }

    /** Moves this process, with all its threads, here. It costs milliseconds, and holds up whoever forks meanwhile. */
    void enter() throws IOException {
        write("cgroup.procs", CALLER);
    }

    /** Moves the calling thread here; its process is in the group above, or in one beside this. */
    void enterThread() throws IOException {
        write("cgroup.threads", CALLER);
    }

    /** All processes in it and below it; 0 for one that is not of this process' view. */
    List<Long> processes() throws IOException {
        return numbers(Files.readString(folder.resolve("cgroup.procs"), StandardCharsets.US_ASCII));
    }

    static List<Long> numbers(String lines) {
        return lines.lines().map(Long::valueOf).toList();
    }

    static boolean isOwnThread(long thread) {
        return Files.exists(OWN_THREADS.resolve(Long.toString(thread)));
    }

    /** Kills whatever is in it and below it. The caller must not be. */
    void kill() throws IOException {
        var all = folder.resolve("cgroup.kill");
        if (Files.exists(all)) {
            write("cgroup.kill", "1");
            return;
        }
        // Linux before 5.14. What is forked meanwhile is met at the next call.
        processes().stream()
                .filter(pid -> pid > 0)
                .map(ProcessHandle::of)
                .forEach(process -> process.ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Removes it, and the groups in it; none may have a living member. */
    void remove() throws IOException {
        var folders = new ArrayList<Path>();
        try (var children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            children.forEach(folders::add);
        } catch (NoSuchFileException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        folders.add(folder);
        for (var each : folders) {
            Files.deleteIfExists(each);
        }
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        try {
            // As one write, by the calling thread: the kernel takes 0 for the caller.
            Files.write(path, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(path + " refuses to be written (" + why(e) + ")", e);
        }
    }

    /** In words, also where Java has only the file's name for a message. */
    private static String why(IOException refusal) {
        if (refusal instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refusal instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return refusal instanceof NoSuchFileException ? "no such file" : String.valueOf(refusal.getMessage());
    }
}
