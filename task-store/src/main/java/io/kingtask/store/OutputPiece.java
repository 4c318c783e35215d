package io.kingtask.store;

/**
 * A piece of what a running program has written. Positions count the bytes of the output from its beginning.
 *
 * @param from where it was to begin
 * @param at where it begins; later than {@code from} when what lies between was dropped already
 * @param written how much the program had written by then
 * @param bytes never half a character of UTF-8 where it can be helped; may be none
 */
public record OutputPiece(long from, long at, long written, byte[] bytes) {

    public long end() {
        return at + bytes.length;
    }
}
