package io.kingtask.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is started again and again.
 *
 * @param loop the yardstick's command, before its arguments
 * @param add prints the sum of its two arguments
 * @param stamp prints when it began
 * @param serve adds as {@code add} does, for one task after the other: a warm executable
 * @param areCompiled from C, each linked statically; else they are Java and shell
 */
record Programs(List<String> loop, Path add, Path stamp, Path serve, boolean areCompiled) {

    /** @param folder where to write those that stand in where there was no C compiler */
    static Programs of(Path target, Path folder) throws IOException {
        if (Files.isExecutable(target.resolve("spawn"))) {
            return new Programs(
                    List.of(target.resolve("spawn").toString()),
                    target.resolve("add"),
                    target.resolve("stamp"),
                    target.resolve("serve"),
                    true);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:+UseSerialGC -cp " + classPath();
        return new Programs(
                List.of((java + " " + SpawnLoop.class.getName()).split(" ", -1)),
                script(folder, "add", "echo $(($1 + $2))"),
                script(folder, "stamp", "date +%s%N"),
                script(folder, "serve", "exec " + java + " " + Serve.class.getName()),
                false);
    }

    /** Of this program's own classes and, for JSON, its libraries. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Path script(Path folder, String name, String line) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("No run bit for " + file);
        }
        return file;
    }
}
