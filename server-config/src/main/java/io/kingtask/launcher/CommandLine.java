package io.kingtask.launcher;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What {@code bin/broker} was asked to do. */
record CommandLine(Action action, Optional<Path> config) {

    enum Action {
        RUN,
        HELP,
        VERSION
    }

    static final String HINT = "Try bin/broker --help.";

    static final String USAGE = """
            Usage: bin/broker [-config=FILE | --config FILE]

            Runs a broker in the foreground until SIGTERM or Ctrl-C.

              -config=FILE, --config=FILE, --config FILE
                           its configuration; etc/broker.yaml of the distribution when not given
              --help       this text
              --version    the version

            KINGTASK_* variables win over the file: KINGTASK_ADDR=0.0.0.0:9595, KINGTASK_REDIS=127.0.0.1:6379, ...
            KINGTASK_JAVA_OPTS and JAVA_OPTS are options for Java.""";

    /** @throws IllegalArgumentException with a sentence for the user */
    static CommandLine parse(String[] args) {
        Optional<Path> config = Optional.empty();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "-h", "-help", "--help" -> {
                    return new CommandLine(Action.HELP, Optional.empty());
                }
                case "-version", "--version" -> {
                    return new CommandLine(Action.VERSION, Optional.empty());
                }
                case "-config", "--config" -> config = Optional.of(file(arg, rest.hasNext() ? rest.next() : ""));
                default -> config = Optional.of(assigned(arg));
            }
        }
        return new CommandLine(Action.RUN, config);
    }

    private static Path assigned(String arg) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        if (equals < 0 || !(name.equals("-config") || name.equals("--config"))) {
            throw new IllegalArgumentException("unknown argument " + arg);
        }
        return file(name, arg.substring(equals + 1));
    }

    private static Path file(String option, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a file");
        }
        return Path.of(value);
    }
}
