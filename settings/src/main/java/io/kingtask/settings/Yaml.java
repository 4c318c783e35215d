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
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML text as nodes: nothing is constructed from it, so scalars stay as they were written and no class is ever loaded. */
final class Yaml {

    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_ALIASES = 50;

    private Yaml() {}

    /** @throws WrongValueException when the file cannot be read, with the reason */
    static String readFile(Path file) {
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

    /**
     * @return nothing when the text is empty or only comments
     * @throws WrongValueException when it is no YAML, with line and column
     */
    static Optional<Node> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new WrongValueException(position(e) + Quoted.plain(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new WrongValueException("is not YAML: " + Quoted.plain(String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            throw new WrongValueException("is nested too deeply");
        }
    }

    private static String position(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        return mark.map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
                .orElse("");
    }
}
