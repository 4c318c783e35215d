package io.kingtask.settings;

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

    private static final int MAX_ALIASES = 50;

    private Yaml() {}

    /**
     * @return nothing when the text is empty or only comments
     * @throws WrongValueException when it is no YAML, with line and column
     */
    static Optional<Node> parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(TextFile.MAX_BYTES)
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
