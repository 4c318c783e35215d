package io.kingtask.settings;

import java.nio.file.Path;

/**
 * Where a setting stands, as its sentences name it.
 *
 * @param source a file as the user wrote it, or {@code environment KINGTASK_LEASE}
 * @param path the key with those of its blocks, such as {@code tokens[0].role}; empty for the source itself
 * @param folder what relative paths given here are relative to
 */
record Place(String source, String path, Path folder) {

    static Place ofFile(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return new Place(file.toString(), "", parent == null ? absolute : parent);
    }

    static Place ofEnvironment(String variable) {
        return new Place("environment " + variable, "", Path.of("").toAbsolutePath());
    }

    Place key(String key) {
        return new Place(source, path.isEmpty() ? key : path + "." + key, folder);
    }

    Place item(int index) {
        return new Place(source, path + "[" + index + "]", folder);
    }

    String sentence(String text) {
        return path.isEmpty() ? source + ": " + text : source + ": " + path + ": " + text;
    }
}
