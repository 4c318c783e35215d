package io.kingtask.store;

import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Outputs in Redis: those of ended runs in the tasks' hashes, those of running ones in a stream that lives as long as it is followed. */
final class RedisOutputStore implements OutputStore {

    private static final int LOOKS_AT_ONCE = 200;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    RedisOutputStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    @Override
    public Optional<Stored> whole(String id, OutputName name) {
        return read(id, name, null, 0);
    }

    @Override
    public Optional<Stored> piece(String id, OutputName name, long offset, int length) {
        return read(id, name, Long.toString(offset), length);
    }

    private Optional<Stored> read(String id, OutputName name, @Nullable String offset, int length) {
        var field = name == OutputName.STDOUT ? "stdout" : "error";
        var arguments = new ScriptArguments().addId(id).add(field).add(offset).add(length);
        var answer = ScriptAnswers.list(scripts.run(Script.OUTPUT, partitions.of(id), arguments));
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stored(
                        state(answer.get(0)).orElseThrow(),
                        ScriptAnswers.number(answer.get(1)),
                        ScriptAnswers.longNumber(answer.get(2)),
                        (byte[]) answer.get(3),
                        ScriptAnswers.longNumber(answer.get(4)),
                        ScriptAnswers.longNumber(answer.get(5))));
    }

    @Override
    public List<Seen> look(List<Look> looks) {
        var answers = new Seen[looks.size()];
        var byPartition = IntStream.range(0, looks.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> partitions.of(looks.get(i).id())));
        byPartition.forEach((partition, places) -> {
            for (int first = 0; first < places.size(); first += LOOKS_AT_ONCE) {
                var some = places.subList(first, Math.min(places.size(), first + LOOKS_AT_ONCE));
                look(partition, some, looks, answers);
            }
        });
        return Arrays.asList(answers);
    }

    private void look(int partition, List<Integer> places, List<Look> looks, Seen[] answers) {
        var arguments = new ScriptArguments();
        for (int place : places) {
            var look = looks.get(place);
            arguments.addId(look.id()).add(look.name().word()).add(look.place()).add(asked(look));
        }
        var seen = ScriptAnswers.list(scripts.run(Script.LOOK_AT_OUTPUT, partition, arguments));
        for (int i = 0; i < places.size(); i++) {
            answers[places.get(i)] = seen(ScriptAnswers.list(seen.get(i)));
        }
    }

    private static @Nullable String asked(Look look) {
        if (!look.ask()) {
            return null;
        }
        return look.from() == null ? "-1" : Long.toString(look.from());
    }

    private static Seen seen(List<?> answer) {
        var told = new ArrayList<Told>();
        for (var piece : ScriptAnswers.list(answer.get(3))) {
            told.add(told(ScriptAnswers.list(piece)));
        }
        return new Seen(
                state(answer.get(0)).orElse(null),
                ScriptAnswers.number(answer.get(1)),
                ScriptAnswers.longNumber(answer.get(2)),
                told);
    }

    /** The place, then names and values in the order of append_output.lua. */
    private static Told told(List<?> answer) {
        var piece = new OutputPiece(
                number(answer.get(4)), number(answer.get(6)), number(answer.get(8)), (byte[]) answer.get(10));
        return new Told(ScriptAnswers.text(answer.get(0)), number(answer.get(2)), piece);
    }

    private static long number(Object text) {
        return Long.parseLong(ScriptAnswers.text(text));
    }

    private static Optional<TaskState> state(Object word) {
        return Word.find(TaskState.class, ScriptAnswers.text(word));
    }
}
