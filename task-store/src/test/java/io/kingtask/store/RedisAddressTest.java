package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "127.0.0.1:6379 SINGLE 127.0.0.1:6379",
                "redis.example SINGLE redis.example:6379",
                "127.0.0.1:6380/3 SINGLE 127.0.0.1:6380/3",
                "redis://user:p%40ss@h:1/2 SINGLE h:1/2",
                "rediss://:secret@h:1 SINGLE rediss://h:1",
                "redis://[::1]:6379 SINGLE [::1]:6379",
                "sentinel://h1:26379,h2:26379/main/1 SENTINEL sentinel://h1:26379,h2:26379/main/1",
                "cluster://h1:1,h2:2 CLUSTER cluster://h1:1,h2:2",
                "redis://h:1/2?tls=true SINGLE rediss://h:1/2",
                "rediss://h:1?tls=true SINGLE rediss://h:1",
                "sentinel://u:p?x@h1:1,h2:2/main/1?tls=true SENTINEL sentinel://h1:1,h2:2/main/1?tls=true",
                "cluster://h1:1,h2:2?tls=true CLUSTER cluster://h1:1,h2:2?tls=true",
                "cluster://h1:1?tls=false CLUSTER cluster://h1:1"
            })
    void readsEveryForm(String text, RedisAddress.Kind kind, String shown) {
        var address = RedisAddress.parse(text);
        assertEquals(kind, address.kind());
        assertEquals(shown, address.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":6379",
                "h:0",
                "h:70000",
                "h:x",
                "h:1/x",
                "h:1/2/3",
                "a:1,b:2",
                "http://h:1",
                "sentinel://h:1",
                "sentinel://h:1/",
                "cluster://h:1/2",
                "redis://u:secret@h:x",
                "redis://h:1?sentinel_password=secret",
                "sentinel://h:1/main?password=secret",
                "sentinel://h:1/main?sentinel_password="
            })
    void refusesWhatIsNoAddressWithoutRepeatingAPassword(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> RedisAddress.parse(text));
        assertFalse(String.valueOf(refusal.getMessage()).contains("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "cluster://h:1/2, has none but 0",
        "sentinel://h:1, lacks the name",
        "sentinel://h:1?tls=true, lacks the name",
        "rediss://h:1?tls=false, use redis:// without TLS",
        "sentinel://h:1/main?ssl=true, allowed: tls=true",
        "sentinel://h:1/main?sentinel_user=u, without a sentinel_password",
        "rediss+sentinel://h:1/main, sentinel://…?tls=true",
        "rediss+cluster://h:1, cluster://…?tls=true",
    })
    void saysWhatIsWrongWithAnAddressThatCannotWork(String text, String words) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> RedisAddress.parse(text));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal::toString);
    }

    @ParameterizedTest
    @CsvSource({"redis://user:p%40s+s@h:1,user,p@s+s", "redis://:only@h:1,,only", "redis://only@h:1,,only"})
    void readsUserAndPassword(String text, String user, String password) {
        var address = RedisAddress.parse(text);
        assertEquals(user, address.user());
        assertEquals(password, address.password());
    }

    @Test
    void sentinelsMayHaveAPasswordOfTheirOwn() {
        var address = RedisAddress.parse(
                "sentinel://:server@h1:1,h2:2/main?tls=true&sentinel_user=watch&sentinel_password=a%26b%40c+d");
        assertEquals(new AddressOptions(true, "watch", "a&b@c+d"), address.options());
        assertEquals("server", address.password());
        assertEquals("sentinel://h1:1,h2:2/main?tls=true", address.toString());
        assertFalse(address.options().toString().contains("a&b"));
    }
}
