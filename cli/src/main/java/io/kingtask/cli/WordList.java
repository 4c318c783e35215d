package io.kingtask.cli;

import io.kingtask.client.Word;
import java.util.Arrays;
import java.util.Iterator;

/** The words that may stand for an option, for completion: picocli makes it by a constructor without parameters. */
abstract class WordList implements Iterable<String> {

    private final Class<? extends Word> type;

    WordList(Class<? extends Word> type) {
        this.type = type;
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(type.getEnumConstants()).map(Word::word).iterator();
    }
}
