package io.kingtask.broker.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file that holds the token which a broker made for itself; clients of the same user find it there. The folder is 0700 and the file
 * 0600. It appears whole or not at all: brokers that start at the same moment agree on one token.
 */
record TokenFile(Path path) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32,256}");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** {@code ~/.kingtask/token}; the variable HOME goes before what Java takes for the home folder. */
    static TokenFile ofUser() {
        return ofUser(System.getenv());
    }

    static TokenFile ofUser(Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", "");
        return new TokenFile(
                Path.of(home.startsWith("/") ? home : System.getProperty("user.home"), ".kingtask", "token"));
    }

    String readOrCreate() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                create();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("The token file " + path + " can neither be read nor made: " + e, e);
        }
    }

    private void create() throws IOException {
        var folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + " has no folder");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
        var draft = Files.createTempFile(folder, ".token", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(draft, newToken() + "\n");
            // A link, unlike a rename, does not replace what another broker made meanwhile.
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException e) {
            // The other broker's token is as good.
        } finally {
            Files.delete(draft);
        }
    }

    private String read() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no regular file");
        }
        var open = Files.getPosixFilePermissions(path);
        if (!OWNER_ONLY.containsAll(open)) {
            throw new IOException(
                    "others than its owner may read it, so its token may be known; remove it, or chmod 600");
        }
        var token = Files.readString(path).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException("it does not hold a token; remove it, and a new one is made");
        }
        return token;
    }

    private static String newToken() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
