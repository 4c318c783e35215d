package io.kingtask.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param scenarios names of those that are to run
 * @param json where the figures are kept
 * @param compare figures to compare with
 * @param isPageWanted the documents are to be written from the figures, and nothing is measured unless scenarios are named
 */
record Options(List<String> scenarios, Effort effort, Path json, Optional<Path> compare, boolean isPageWanted) {

    /** Tells what is wrong with a command line. */
    static final class WrongUse extends Exception {
        private static final long serialVersionUID = 1L;

        WrongUse(String problem) {
            super(problem);
        }
    }

    /** @param known all scenarios, in their order */
    static Options parse(String[] arguments, List<String> known, Path json) throws WrongUse {
        var parsing = new Parsing(known, json);
        Iterator<String> left = Arrays.asList(arguments).iterator();
        while (left.hasNext()) {
            String[] option = left.next().split("=", 2);
            parsing.take(option[0], () -> option.length > 1 ? option[1] : next(option[0], left));
        }
        return parsing.options();
    }

    private static String next(String option, Iterator<String> left) throws WrongUse {
        if (!left.hasNext()) {
            throw new WrongUse(option + " needs a value");
        }
        return left.next();
    }

    private interface Value {
        String get() throws WrongUse;
    }

    private static final class Parsing {

        private final List<String> known;
        private Path json;
        private Optional<List<String>> scenarios = Optional.empty();
        private Optional<Integer> runs = Optional.empty();
        private Optional<Path> compare = Optional.empty();
        private boolean isQuick;
        private boolean isPageWanted;

        Parsing(List<String> known, Path json) {
            this.known = known;
            this.json = json;
        }

        void take(String option, Value value) throws WrongUse {
            switch (option) {
                case "--scenario" -> scenarios = Optional.of(names(value.get()));
                case "--runs" -> runs = Optional.of(number(value.get()));
                case "--json" -> json = Path.of(value.get()).toAbsolutePath();
                case "--compare" -> compare = Optional.of(Path.of(value.get()));
                case "--quick" -> isQuick = true;
                case "--write" -> isPageWanted = docs(value.get());
                default -> throw new WrongUse("there is no option " + option);
            }
        }

        Options options() {
            List<String> chosen = scenarios.orElse(isPageWanted ? List.of() : known);
            return new Options(chosen, new Effort(runs.orElse(isQuick ? 1 : 3), isQuick), json, compare, isPageWanted);
        }

        private List<String> names(String value) throws WrongUse {
            List<String> names = List.of(value.split(",", -1));
            if (!known.containsAll(names)) {
                throw new WrongUse("--scenario " + value + ": there are " + String.join(", ", known));
            }
            return names;
        }

        private static int number(String value) throws WrongUse {
            if (!value.matches("[1-9][0-9]?")) {
                throw new WrongUse("--runs " + value + " is no number from 1 to 99");
            }
            return Integer.parseInt(value);
        }

        private static boolean docs(String value) throws WrongUse {
            if (!value.equals("docs")) {
                throw new WrongUse("--write " + value + ": only docs can be written");
            }
            return true;
        }
    }
}
