package io.kingtask.client;

/** One of the two outputs of an executable. */
public enum OutputName implements Word {
    STDOUT,
    STDERR
}
