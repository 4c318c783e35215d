package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTokenIT {

    @TempDir
    private Path home = Path.of("");

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        write("from-file\n");
        assertEquals(
                Optional.of("from-env"), BrokerToken.discover(Map.of("KINGTASK_TOKEN", " from-env "), home.toString()));
        assertEquals(Optional.of("from-file"), BrokerToken.discover(Map.of("KINGTASK_TOKEN", " "), home.toString()));
    }

    @Test
    void onlyTheFirstLineOfTheFileCounts() throws IOException {
        write("  token-1  \nand a remark\n");
        assertEquals(Optional.of("token-1"), BrokerToken.discover(Map.of(), home.toString()));
    }

    @Test
    void theVariableHomeGoesBeforeJavasIdeaOfIt() throws IOException {
        write("token-1");
        assertEquals(Optional.of("token-1"), BrokerToken.discover(Map.of("HOME", home.toString()), "/nowhere"));
        assertEquals(Optional.of("token-1"), BrokerToken.discover(Map.of("HOME", "relative"), home.toString()));
    }

    @Test
    void withoutEitherThereIsNone() {
        assertEquals(Optional.empty(), BrokerToken.discover(Map.of(), home.toString()));
    }

    @Test
    void aTokenThatCannotBeAHeaderIsRefusedAndNotShown() throws IOException {
        var file = write("s3cret with blanks");
        var refusal = assertThrows(IllegalArgumentException.class, () -> BrokerToken.read(file));
        assertFalse(String.valueOf(refusal.getMessage()).contains("s3cret"));
    }

    private Path write(String text) throws IOException {
        Files.createDirectories(home.resolve(".kingtask"));
        return Files.writeString(home.resolve(".kingtask/token"), text);
    }
}
