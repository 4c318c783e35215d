package io.kingtask.worker.warm;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/**
 * One line that a program wrote: its answer to a task, or a word before that.
 *
 * @param id of the task; empty: not told
 * @param isFinal whether the task is done
 * @param isWord whether it says something of the progress or of the next attempt
 */
record Answer(String id, String stdout, String stderr, int exitCode, boolean isFinal, boolean isWord) {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final Pattern STATUS = Pattern.compile("[0-9]{1,3}");
    private static final int HIGHEST_STATUS = 255;

    /** A line that is none of this; the message says why. */
    static final class Garbage extends Exception {
        private static final long serialVersionUID = 1L;

        Garbage(String why) {
            super(why);
        }
    }

    static Answer parse(byte[] line) throws Garbage {
        var text = new String(line, StandardCharsets.UTF_8);
        try (var json = PARSERS.createParser(new StringReader(text))) {
            if (json.next() != JsonParser.Event.START_OBJECT) {
                throw new Garbage("it is no JSON object");
            }
            var answer = new Reading(json).read();
            if (json.hasNext()) {
                throw new Garbage("it is more than one JSON object");
            }
            return answer;
        } catch (JsonException | IllegalStateException | NumberFormatException | NoSuchElementException e) {
            throw new Garbage("it is no JSON object");
        }
    }

    private static final class Reading {
        private final JsonParser json;
        private String id = "";
        private String stdout = "";
        private String stderr = "";
        private int exitCode;
        private boolean isFinal;
        private boolean isWord;

        Reading(JsonParser json) {
            this.json = json;
        }

        Answer read() throws Garbage {
            while (json.next() == JsonParser.Event.KEY_NAME) {
                readField(json.getString(), json.next());
            }
            if (!isFinal && !isWord) {
                throw new Garbage("it has none of stdout, stderr, exit_code, progress, message, retry_after");
            }
            return new Answer(id, stdout, stderr, exitCode, isFinal, isWord);
        }

        private void readField(String name, JsonParser.Event value) throws Garbage {
            switch (name) {
                case "id" -> id = text(name, value);
                case "stdout" -> {
                    stdout = text(name, value);
                    isFinal = true;
                }
                case "stderr" -> {
                    stderr = text(name, value);
                    isFinal = true;
                }
                case "exit_code" -> {
                    exitCode = status(value);
                    isFinal = true;
                }
                case "progress", "message", "retry_after" -> {
                    isWord = true;
                    skip(value);
                }
                default -> skip(value);
            }
        }

        private String text(String name, JsonParser.Event value) throws Garbage {
            if (value != JsonParser.Event.VALUE_STRING) {
                throw new Garbage(name + " must be a string");
            }
            return json.getString();
        }

        private int status(JsonParser.Event value) throws Garbage {
            // As it is written: a number such as 1e999999999 is endless to calculate with.
            var digits = value == JsonParser.Event.VALUE_NUMBER ? json.getString() : "";
            if (STATUS.matcher(digits).matches() && Integer.parseInt(digits) <= HIGHEST_STATUS) {
                return Integer.parseInt(digits);
            }
            throw new Garbage("exit_code must be a number from 0 to " + HIGHEST_STATUS);
        }

        private void skip(JsonParser.Event value) {
            if (value == JsonParser.Event.START_OBJECT) {
                json.skipObject();
            } else if (value == JsonParser.Event.START_ARRAY) {
                json.skipArray();
            }
        }
    }
}
