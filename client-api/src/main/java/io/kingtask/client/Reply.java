package io.kingtask.client;

import jakarta.json.bind.annotation.JsonbProperty;

/**
 * The answer to "has this task a result?", in the form it always had: two numbers that are 0 or 1, and the text.
 * Prints as {@code {1 1 57}}.
 *
 * @param isResultExist 1 when the task is final, else 0
 * @param isSuccess 1 when it succeeded
 * @param result the result, or the error of a task that did not succeed
 */
public record Reply(
        @JsonbProperty("is_result_exist") int isResultExist,
        @JsonbProperty("is_success") int isSuccess,
        @JsonbProperty("result") String result) {

    /** The answer for a task that is unknown or not finished. */
    public static final Reply NONE = new Reply(0, 0, "");

    @Override
    public String toString() {
        return "{" + isResultExist + " " + isSuccess + " " + result + "}";
    }
}
