package io.kingtask.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerConfigTest {

    private static BrokerConfig read(Map<String, String> environment) {
        return BrokerConfig.read(Settings.ofEnvironment(environment));
    }

    private static String problems(Map<String, String> environment) {
        return String.valueOf(
                assertThrows(SettingsException.class, () -> read(environment)).getMessage());
    }

    @Test
    void defaultsAreThoseOfTheContract() {
        var config = read(Map.of());
        assertEquals("127.0.0.1:9595", config.addr().toString());
        assertEquals("127.0.0.1:6379", config.redis().toString());
        assertTrue(config.authRequired());
        assertTrue(config.tokens().isEmpty());
        assertEquals(Duration.ofDays(1), config.resultKeepTime());
        assertEquals(0, config.maxPending());
        assertEquals(Duration.ofSeconds(10), config.notFoundAfter());
        assertEquals(1, config.partitions());
        assertFalse(config.metricsPublic());
    }

    @ParameterizedTest
    @CsvSource({
        "KINGTASK_ADDR, nowhere, addr",
        "KINGTASK_ADDR, 127.0.0.1:0, addr",
        "KINGTASK_ADDR, 127.0.0.1:65536, addr",
        "KINGTASK_ADDR, 'x;y:1', addr",
        "KINGTASK_REDIS, ftp://x, redis",
        "KINGTASK_LOG_LEVEL, loud, log_level",
        "KINGTASK_AUTH, maybe, auth",
        "KINGTASK_RESULT_KEEP_TIME, -1, result_keep_time",
        "KINGTASK_MAX_PENDING, many, max_pending",
        "KINGTASK_PARTITIONS, 0, partitions",
        "KINGTASK_METRICS_PUBLIC, perhaps, metrics_public",
        "KINGTASK_HOSTS, 'http://x', hosts",
        "KINGTASK_HOSTS, 'x:9595', hosts",
        "KINGTASK_TRUSTED_PROXIES, proxy.example, trusted_proxies",
        "KINGTASK_EMBEDDED_WORKER, '{bin_path: /nowhere}', embedded_worker: bin_path",
        "KINGTASK_EMBEDDED_WORKER, '{concurrency: 2}', embedded_worker: bin_path",
        "KINGTASK_EMBEDDED_WORKER, '{bin_path: /, lease: x}', embedded_worker: lease",
        "KINGTASK_EMBEDDED_WORKER, '{bin_path: /, redis: 127.0.0.1}', embedded_worker: redis",
        "KINGTASK_EMBEDDED_WORKER, '{bin_path: /, log_level: info}', embedded_worker: log_level",
        "KINGTASK_EMBEDDED_WORKER, yes, embedded_worker",
    })
    void wrongValueIsNamedByItsKey(String variable, String value, String key) {
        var message = problems(Map.of(variable, value));
        assertTrue(message.toLowerCase(java.util.Locale.ROOT).contains(key), message);
    }

    @Test
    void allProblemsComeAtOnce() {
        var message = problems(Map.of("KINGTASK_ADDR", "x", "KINGTASK_AUTH", "y", "KINGTASK_PARTITIONS", "z"));
        assertEquals(3, message.lines().count(), message);
    }

    @Test
    void problemsOfTheWorkerInsideTheServerComeWithTheBrokersOwn() {
        var message = problems(Map.of(
                "KINGTASK_ADDR", "x", "KINGTASK_EMBEDDED_WORKER", "{bin_path: /nowhere, concurrency: 0, broker: x}"));
        assertEquals(4, message.lines().count(), message);
    }

    @Test
    void workerInsideTheServerSharesTheBrokersRedis() {
        var config = read(Map.of(
                "KINGTASK_REDIS", "127.0.0.1:7777", "KINGTASK_EMBEDDED_WORKER", "{bin_path: /, concurrency: 3}"));
        var worker = config.embeddedWorker().orElseThrow();
        assertEquals(config.redis(), worker.redis());
        assertEquals("127.0.0.1:9595", worker.broker());
        assertEquals(3, worker.concurrency());
        assertTrue(read(Map.of()).embeddedWorker().isEmpty());
    }

    @Test
    void tokensAreKeptAsDigests() {
        var config = read(Map.of("KINGTASK_TOKENS", "[{name: ci, role: submitter, token: 0123456789abcdef}]"));
        var token = config.tokens().get(0);
        assertEquals(Role.SUBMITTER, token.role());
        assertTrue(token.matches(AccessToken.digest("0123456789abcdef")));
        assertFalse(config.toString().contains("0123456789abcdef"));
    }

    @Test
    void shortTokenIsTakenAndKnownAsGuessable() {
        var config = read(Map.of(
                "KINGTASK_TOKENS",
                "[{name: a, role: reader, token: x}, {name: b, role: reader, token: 0123456789abcdef}]"));
        assertTrue(config.tokens().get(0).matches(AccessToken.digest("x")));
        assertTrue(config.tokens().get(0).guessable());
        assertFalse(config.tokens().get(1).guessable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{name: ci, role: submitter}]",
                "[{name: ci, role: king, token: hushhush-hushhush-hushhush}]",
                "[{role: reader, token: hushhush-hushhush-hushhush}]",
                "[{name: ci, token: hushhush-hushhush-hushhush}]",
                "[{name: ci, role: reader, token: \"\"}]",
                "[{name: ci, role: reader, token: \"hush hushhus\"}]",
                "[{name: ci, role: reader, token: \"hushhus\\t\"}]",
                "[{name: ci, role: reader, token_sha256: hushhush}]",
                "[{name: ci, role: reader, token_file: /nowhere/hush}]",
                "[{name: ci, role: reader, token_file: /nowhere/hush, token: hushhush-hushhush-hushhush}]",
                "[{name: ci, role: reader, token: hushhush-hushhush-hushhush, colour: red}]",
                "[{name: a, role: reader, token: hushhush-hushhush-1234}, {name: a, role: reader, token: hushhush-hushhush-5678}]",
            })
    void wrongTokenIsRefusedAndNeverShown(String tokens) {
        assertFalse(problems(Map.of("KINGTASK_TOKENS", tokens)).contains("hushhus"));
    }

    @Test
    void passwordOfAWrongRedisAddressIsNotShown() {
        assertFalse(problems(Map.of("KINGTASK_REDIS", "redis://:hush@:x:y")).contains("hush"));
    }

    @Test
    void fileThatCannotBeReadIsAProblem() {
        var environment = Map.of("KINGTASK_CONFIG", "/nowhere/broker.yaml");
        var problem = assertThrows(SettingsException.class, () -> ConfigFile.read(new Properties(), environment));
        assertTrue(String.valueOf(problem.getMessage()).contains("/nowhere/broker.yaml"));
    }
}
