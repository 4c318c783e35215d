package io.kingtask.worker.warm;

import io.kingtask.worker.control.ControlWords;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.OpenProcess;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Hears what a program says while it has a task: words on the way, the answer, what it writes to its standard error. */
public final class Conversation implements OpenProcess.Ears {

    private static final int SHOWN = 200;

    /**
     * Where it is kept what the program says.
     *
     * @param outputs of the run
     * @param words of its progress
     * @param onWord to be called when there is one
     */
    public record Notes(RunOutputs outputs, ControlWords words, Runnable onWord) {}

    private final String id;
    private final LineBuffer lines;
    private final Notes notes;
    private @Nullable Answer answer;
    private @Nullable String fault;

    /** @param lines what the program began to say is in there from one conversation to the next */
    Conversation(String id, LineBuffer lines, Notes notes) {
        this.id = id;
        this.lines = lines;
        this.notes = notes;
    }

    @Override
    public void stdout(byte[] bytes, int length) {
        if (fault != null) {
            return;
        }
        lines.add(bytes, length);
        for (var line = next(); line != null; line = next()) {
            accept(line);
        }
        if (fault == null && lines.isOverlong()) {
            fault = "a line is longer than " + lines.longest() + " bytes; it begins: " + shown(lines.beginning(SHOWN));
        }
    }

    /** After the answer nothing more is read. */
    private byte @Nullable [] next() {
        return fault == null && answer == null ? lines.next() : null;
    }

    private void accept(byte[] line) {
        try {
            var said = Answer.parse(line);
            if (!said.id().equals(id)) {
                throw new Answer.Garbage("its id is not that of the task");
            }
            if (said.isWord()) {
                notes.words().accept(new String(line, StandardCharsets.UTF_8));
                notes.onWord().run();
            }
            if (said.isFinal()) {
                answer = said;
            }
        } catch (Answer.Garbage e) {
            fault = e.getMessage() + ": " + shown(line);
        }
    }

    private static String shown(byte[] line) {
        var text = new String(line, 0, Math.min(line.length, SHOWN), StandardCharsets.UTF_8);
        return line.length > SHOWN ? text + "…" : text;
    }

    @Override
    public void stderr(byte[] bytes, int length) {
        notes.outputs().stderr().write(bytes, length);
    }

    RunOutputs outputs() {
        return notes.outputs();
    }

    /** Null: not yet. */
    @Nullable Answer answer() {
        return answer;
    }

    /** What is wrong with what the program said, and what it said; null: nothing. */
    @Nullable String fault() {
        return fault;
    }
}
