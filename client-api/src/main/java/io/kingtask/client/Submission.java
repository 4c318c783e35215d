package io.kingtask.client;

/** What became of one task of a batch. */
public sealed interface Submission {

    /** The id that the request carried. */
    String id();

    /** It is in Redis. */
    record Accepted(String id) implements Submission {}

    /** It was refused, and the rest of the batch was not held up by it. */
    record Refused(String id, Problem problem) implements Submission {}
}
