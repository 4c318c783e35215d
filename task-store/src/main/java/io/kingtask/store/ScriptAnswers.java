package io.kingtask.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what scripts return: the one place where their answers become Java. */
final class ScriptAnswers {

    private ScriptAnswers() {}

    static String text(Object answer) {
        return new String((byte[]) answer, StandardCharsets.UTF_8);
    }

    static @Nullable String textOrNull(@Nullable Object answer) {
        return answer == null ? null : text(answer);
    }

    /** Each of them, null where there is none. */
    static List<@Nullable String> texts(List<?> answers) {
        var texts = new ArrayList<@Nullable String>(answers.size());
        for (var answer : answers) {
            texts.add(textOrNull(answer));
        }
        return texts;
    }

    /** The id of a task, which Redis keeps in a short form. */
    static String id(Object answer) {
        return StoredId.read(text(answer));
    }

    static List<?> list(Object answer) {
        return (List<?>) answer;
    }

    static int number(Object answer) {
        return Math.toIntExact((Long) answer);
    }

    static long longNumber(Object answer) {
        return (Long) answer;
    }

    /** The constant whose name a script answered. */
    static <E extends Enum<E>> E named(Class<E> type, Object answer) {
        return Enum.valueOf(type, text(answer));
    }

    static <E extends Enum<E>> List<E> allNamed(Class<E> type, Object answer) {
        var all = new ArrayList<E>();
        for (var one : list(answer)) {
            all.add(named(type, one));
        }
        return all;
    }
}
