package io.kingtask.broker.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks to a broker in bytes of its own choice, as no well-behaved client does. */
record Wire(int port) {

    private static final int PATIENCE = 30_000;

    static Wire to(URI root) {
        return new Wire(root.getPort());
    }

    /** What came back until the broker hung up. */
    record Reply(String text) {

        /** 0: it hung up without a word. */
        int status() {
            return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        boolean has(String headerLine) {
            return text.toLowerCase(Locale.ROOT).contains(headerLine.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return text.length() > 2_000 ? text.substring(0, 2_000) : text;
        }
    }

    /** A request line, header lines, and an end of the connection after the answer. */
    Reply ask(String requestLine, String... headers) {
        return send(head(requestLine, headers) + "\r\n");
    }

    /** The same with a body, whose length is added. */
    Reply askWith(byte[] body, String requestLine, String... headers) {
        var head = head(requestLine, headers) + "Content-Length: " + body.length + "\r\n\r\n";
        return send(head.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    Reply send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(String requestLine, String... headers) {
        var head = new StringBuilder(requestLine + " HTTP/1.1\r\nConnection: close\r\n");
        boolean named = false;
        for (var header : headers) {
            head.append(header).append("\r\n");
            named |= header.startsWith("Host:");
        }
        return named ? head.toString() : head + "Host: localhost\r\n";
    }

    /** A broker that hangs up before it has heard all may have answered or not. */
    Reply send(byte[]... parts) {
        try (var socket = open()) {
            try {
                for (var part : parts) {
                    socket.getOutputStream().write(part);
                }
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // It has heard enough.
            }
            try {
                return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (java.net.SocketException e) {
                return new Reply("");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }
}
