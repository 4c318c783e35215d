package io.kingtask.launcher;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with those of its authorities, the server's own first, and its private key: two PEM files, read by the JDK alone. */
final class PemKeyPair {

    static final String ALIAS = "kingtask";

    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final Certificate[] chain;
    private final PrivateKey key;

    private PemKeyPair(Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws IllegalArgumentException with a sentence for the user; it never holds a part of the key */
    static PemKeyPair read(Path certificate, Path key) {
        Certificate[] chain = chain(certificate);
        PublicKey own = chain[0].getPublicKey();
        PrivateKey read = key(key, own);
        if (!belong(own, read)) {
            throw new IllegalArgumentException(
                    "tls_key: " + key + " is not the key of the first certificate in " + certificate);
        }
        return new PemKeyPair(chain, read);
    }

    /** A key store in the form PKCS12 that holds both. */
    byte[] keyStore(char[] password) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, chain);
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PKCS12.", e);
        }
    }

    private static Certificate[] chain(Path file) {
        byte[] pem = bytes("tls_certificate", file);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (GeneralSecurityException e) {
            // Said below.
        }
        throw new IllegalArgumentException("tls_certificate: " + file
                + " holds no certificate; a PEM file is expected, with the server's certificate first");
    }

    private static PrivateKey key(Path file, PublicKey own) {
        Matcher pem = KEY.matcher(new String(bytes("tls_key", file), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IllegalArgumentException("tls_key: " + file + " holds no private key; a PEM file is expected");
        }
        String form = pem.group(1);
        if (form.startsWith("ENCRYPTED")) {
            throw new IllegalArgumentException(
                    "tls_key: " + file + " is protected by a password; openssl pkey -in " + file + " takes it away");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] pkcs8 = form.equals("PRIVATE KEY") ? der : Der.privateKeyInfo(Der.algorithm(own.getEncoded()), der);
            return KeyFactory.getInstance(own.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls_key: " + file + " holds no " + own.getAlgorithm() + " key, as the certificate's is", e);
        }
    }

    private static boolean belong(PublicKey own, PrivateKey key) {
        try {
            Signature signature =
                    Signature.getInstance(SIGNATURES.getOrDefault(own.getAlgorithm(), own.getAlgorithm()));
            signature.initSign(key);
            signature.update(own.getEncoded());
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(own.getEncoded());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] bytes(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read: there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
