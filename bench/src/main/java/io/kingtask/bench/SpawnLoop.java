package io.kingtask.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The yardstick where there is no C compiler: {@code SECONDS THREADS PROGRAM [ARGUMENT...]}, as bench/yardstick/spawn.c. */
final class SpawnLoop {

    private SpawnLoop() {}

    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1000));
        List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
        double perSecond = Crowd.perSecond(
                Integer.parseInt(arguments[1]), length, () -> new Crowd.Member(() -> runOne(command), () -> {}));
        System.out.println(perSecond);
    }

    private static int runOne(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        process.getErrorStream().readAllBytes();
        return process.waitFor();
    }
}
