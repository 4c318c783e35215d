package io.kingtask.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a setting stands in. */
final class TextFile {

    static final int MAX_BYTES = 256 * 1024;

    private TextFile() {}

    /** @throws WrongValueException when the file cannot be read, with the reason */
    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new WrongValueException(
                        "is longer than a configuration can be; allowed: " + MAX_BYTES + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new WrongValueException("is not UTF-8 text");
        } catch (NoSuchFileException e) {
            throw new WrongValueException("cannot be read: there is no such file");
        } catch (AccessDeniedException e) {
            throw new WrongValueException("cannot be read: permission denied");
        } catch (IOException e) {
            throw new WrongValueException("cannot be read: " + Quoted.plain(String.valueOf(e.getMessage())));
        }
    }
}
