package io.kingtask.broker.output;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** An answer of which, once it is granted to follow, nothing is sent but its headers, and these by somebody else. A refusal passes. */
final class HeadOnly extends HttpServletResponseWrapper {

    private final FollowRequest asked;

    HeadOnly(HttpServletResponse response, FollowRequest asked) {
        super(response);
        this.asked = asked;
    }

    private boolean isGranted() {
        return asked.grant() != null;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isGranted() ? new Nothing() : super.getOutputStream();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isGranted()) {
            super.flushBuffer();
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!isGranted()) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!isGranted()) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isGranted() || !name.equalsIgnoreCase("Content-Length")) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isGranted() || !name.equalsIgnoreCase("Content-Length")) {
            super.addHeader(name, value);
        }
    }

    /** Takes what a body of no bytes leads to. */
    private static final class Nothing extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("There is nothing to write.");
        }

        @Override
        public void write(int each) {
            throw new IllegalStateException("There is nothing to write.");
        }
    }
}
