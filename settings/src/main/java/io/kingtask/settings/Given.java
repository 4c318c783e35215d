package io.kingtask.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value that was given, and where. Each reading throws {@link WrongValueException} when the value has another form. */
sealed interface Given {

    Place place();

    /** A single value, as it was written. */
    String text();

    List<String> texts();

    boolean isMap();

    /** A key without a value. */
    boolean isNothing();

    Map<String, Given> map();

    List<Given> list();

    /** A value of a YAML file. */
    record InFile(Place place, Node node) implements Given {

        @Override
        public String text() {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw new WrongValueException(form() + " is given where a single value is expected");
        }

        @Override
        public List<String> texts() {
            if (node instanceof ScalarNode scalar) {
                return List.of(scalar.getValue());
            }
            return isMap()
                    ? List.copyOf(map().keySet())
                    : list().stream().map(Given::text).toList();
        }

        @Override
        public boolean isMap() {
            return node instanceof MappingNode;
        }

        @Override
        public boolean isNothing() {
            return node.getTag().equals(Tag.NULL);
        }

        @Override
        public Map<String, Given> map() {
            if (!(node instanceof MappingNode mapping)) {
                throw new WrongValueException(form() + " is given where keys with values are expected");
            }
            Map<String, Given> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new WrongValueException("has a key that is no single word");
                }
                String name = key.getValue();
                if (entries.put(name, new InFile(place.key(name), tuple.getValueNode())) != null) {
                    throw new WrongValueException("has the key " + Quoted.value("", name) + " twice" + line(key));
                }
            }
            return entries;
        }

        @Override
        public List<Given> list() {
            if (!(node instanceof SequenceNode sequence)) {
                throw new WrongValueException(form() + " is given where a list is expected");
            }
            List<Given> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(new InFile(place.item(items.size()), item));
            }
            return items;
        }

        private String form() {
            return isMap() ? "a map" : node instanceof SequenceNode ? "a list" : "a single value";
        }

        private static String line(Node node) {
            return node.getStartMark()
                    .map(at -> ", the second time in line " + (at.getLine() + 1))
                    .orElse("");
        }
    }

    /** An environment variable: a single value is taken to the letter; lists and maps are YAML. */
    record InEnvironment(Place place, String text) implements Given {

        @Override
        public List<String> texts() {
            return isYaml() ? yaml().texts() : Arrays.asList(text.strip().split("\\s*,\\s*", -1));
        }

        @Override
        public boolean isMap() {
            return isYaml() && yaml().isMap();
        }

        @Override
        public boolean isNothing() {
            return text.isEmpty();
        }

        @Override
        public Map<String, Given> map() {
            return yaml().map();
        }

        @Override
        public List<Given> list() {
            return yaml().list();
        }

        private boolean isYaml() {
            return text.strip().startsWith("[") || text.strip().startsWith("{") || text.contains("\n");
        }

        private Given yaml() {
            return new InFile(place, Yaml.parse(text).orElseThrow(() -> new WrongValueException("holds no value")));
        }
    }

    /** A value that is given, but cannot be had. */
    record Unreadable(Place place, String reason) implements Given {

        @Override
        public String text() {
            throw new WrongValueException(reason);
        }

        @Override
        public List<String> texts() {
            throw new WrongValueException(reason);
        }

        @Override
        public boolean isMap() {
            throw new WrongValueException(reason);
        }

        @Override
        public boolean isNothing() {
            return false;
        }

        @Override
        public Map<String, Given> map() {
            throw new WrongValueException(reason);
        }

        @Override
        public List<Given> list() {
            throw new WrongValueException(reason);
        }
    }
}
