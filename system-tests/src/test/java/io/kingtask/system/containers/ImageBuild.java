package io.kingtask.system.containers;

import io.kingtask.system.containers.Dockerfile.Stage;
import io.kingtask.system.containers.Dockerfile.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Dockerfile's steps as a shell script: each stage is a layer over this machine's own root, which stands for the base image. Packages
 * are not installed; they must be there.
 */
record ImageBuild(Dockerfile file, Path context, Path layers) {

    /** The folder that holds what the image has besides its base. */
    Path layer() {
        return layer(file.image());
    }

    private Path layer(Stage stage) {
        return layers.resolve(stage.name().isEmpty() ? "image" : stage.name());
    }

    String script() {
        List<String> lines = new ArrayList<>(List.of("set -eu"));
        for (Stage stage : file.stages()) {
            Path layer = layer(stage);
            lines.add("mkdir -p " + layer + "/files " + layer + "/work " + layer + "/root");
            lines.add("mount -t overlay overlay -o lowerdir=/,upperdir=" + layer + "/files,workdir=" + layer + "/work "
                    + layer + "/root");
            stage.steps().forEach(step -> lines.add(command(step, layer + "/root")));
        }
        return String.join("\n", lines) + "\n";
    }

    private String command(Step step, String root) {
        return switch (step.keyword()) {
            case "RUN" -> run(step.rest(), root);
            case "ADD" -> unpack(step.words(), root);
            case "COPY" -> copy(step, root);
            default -> ":"; // says how to run it, or what it is
        };
    }

    private static String run(String command, String root) {
        return command.startsWith("apt-get ") ? ":" : "chroot " + root + " /bin/sh -c '" + command + "'";
    }

    private String unpack(String[] words, String root) {
        return "tar -xzf " + context.resolve(words[0]) + " -C " + root + words[1] + " --no-same-owner";
    }

    private String copy(Step step, String root) {
        String[] words = step.words();
        String from = step.options().get("from");
        Path source = from == null
                ? context.resolve(words[0])
                : layers.resolve(from).resolve("root").resolve(words[0].substring(1));
        String mode = step.options().get("chmod");
        return "cp -r --no-preserve=ownership --preserve=mode " + source + " " + root + words[1]
                + (mode == null ? "" : " && chmod " + mode + " " + root + words[1]);
    }
}
