package io.kingtask.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a Redis what it holds. */
final class RedisInfo implements AutoCloseable {

    private static final byte[] QUESTION = "INFO memory\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;

    RedisInfo(String address) throws IOException {
        String[] parts = address.split(":", 2);
        socket = new Socket(parts[0], Integer.parseInt(parts[1]));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @return bytes that hold data; the buffers of clients and of the log of commands are not among them */
    long dataset() throws IOException {
        socket.getOutputStream().write(QUESTION);
        return answer().lines()
                .filter(line -> line.startsWith("used_memory_dataset:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** A bulk string: {@code $LENGTH}, the bytes, each with a line's end. */
    private String answer() throws IOException {
        var length = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (Character.isDigit(c)) {
                length.append((char) c);
            } else if (c < 0) {
                throw new IOException("Redis closed the connection");
            }
        }
        byte[] text = in.readNBytes(Integer.parseInt(length.toString()));
        in.readNBytes(2);
        return new String(text, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
