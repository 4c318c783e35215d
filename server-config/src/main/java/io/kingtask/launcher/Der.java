package io.kingtask.launcher;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * As much of DER as is needed to put a key of OpenSSL's older forms (PKCS#1, SEC 1) into the form that the JDK reads (PKCS#8), which is
 * the same with the algorithm's name in front.
 */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;

    private Der() {}

    /** The algorithm, parameters included, of an encoded public key. */
    static byte[] algorithm(byte[] publicKeyInfo) {
        ByteBuffer outer = ByteBuffer.wrap(publicKeyInfo);
        skipHead(outer);
        int begin = outer.position();
        int length = skipHead(outer);
        byte[] algorithm = new byte[outer.position() - begin + length];
        outer.position(begin);
        outer.get(algorithm);
        return algorithm;
    }

    static byte[] privateKeyInfo(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, element(INTEGER, new byte[] {0}), algorithm, element(OCTETS, key));
    }

    /** @return the length of the content */
    private static int skipHead(ByteBuffer at) {
        at.get();
        int first = at.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | (at.get() & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length < 0x80) {
            all.write(length);
        } else if (length < 0x100) {
            all.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            all.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
