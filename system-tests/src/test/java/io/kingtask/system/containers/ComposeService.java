package io.kingtask.system.containers;

import java.util.List;
import java.util.Map;

/** One service of docker-compose.yml. */
record ComposeService(String name, Map<String, Object> keys) {

    /** A line under {@code volumes}: {@code source:target[:ro]}. */
    record Mount(String source, String target, boolean readOnly) {

        static Mount parse(String line) {
            String[] parts = line.split(":", 3);
            return new Mount(parts[0], parts[1], parts.length == 3 && parts[2].equals("ro"));
        }

        /** Otherwise it is a file or folder of this machine. */
        boolean isVolume() {
            return !source.startsWith(".") && !source.startsWith("/");
        }
    }

    String text(String key) {
        return String.valueOf(keys.getOrDefault(key, ""));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    List<String> texts(String key) {
        return Yaml.list(keys.get(key)).stream().map(String::valueOf).toList();
    }

    Map<String, Object> map(String key) {
        return Yaml.map(keys.get(key));
    }

    /** {@code image} without its tag. */
    String imageName() {
        return text("image").replaceFirst(":.*", "");
    }

    List<Mount> mounts() {
        return texts("volumes").stream().map(Mount::parse).toList();
    }

    /** The command of the health check; empty when it is the image's. */
    List<String> healthCheck() {
        List<String> test = Yaml.list(map("healthcheck").get("test")).stream()
                .map(String::valueOf)
                .toList();
        if (test.isEmpty()) {
            return test;
        }
        return test.get(0).equals("CMD-SHELL") ? List.of("/bin/sh", "-c", test.get(1)) : test.subList(1, test.size());
    }
}
