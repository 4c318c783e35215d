package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {

    private final HandClock clock = new HandClock();
    private final FailedSignIns failures = new FailedSignIns(clock);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(address);
        }
    }

    private boolean isRefused(String address) {
        return failures.refusedFor(address).isPresent();
    }

    @Test
    void theTenthWrongTokenClosesTheDoorForThatAddressAlone() {
        fail("10.0.0.1", 9);
        assertFalse(isRefused("10.0.0.1"));
        fail("10.0.0.1", 1);
        assertTrue(isRefused("10.0.0.1"));
        assertFalse(isRefused("10.0.0.2"));
    }

    @Test
    void theDoorOpensWhenTheTimeThatWasSaidIsOver() {
        fail("10.0.0.1", 5);
        clock.go(Duration.ofSeconds(20));
        fail("10.0.0.1", 5);
        assertEquals(40, failures.refusedFor("10.0.0.1").orElseThrow().toSeconds());
        clock.go(Duration.ofSeconds(40));
        assertFalse(isRefused("10.0.0.1"));
        fail("10.0.0.1", 9);
        assertFalse(isRefused("10.0.0.1"));
    }

    @Test
    void aNetworkOfIpv6CountsAsOneAddress() {
        for (int i = 0; i < 10; i++) {
            failures.add("2001:db8:0:1:0:0:0:" + i);
        }
        assertTrue(isRefused("2001:db8:0:1:ffff:0:0:1"));
        assertFalse(isRefused("2001:db8:0:2:0:0:0:1"));
    }

    @Test
    void aMillionAddressesDoNotFillTheMemory() {
        for (int i = 0; i < 2 * FailedSignIns.MOST_ADDRESSES; i++) {
            failures.add("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            if (i % 5_000 == 0) {
                clock.go(FailedSignIns.WINDOW);
            }
        }
        assertTrue(failures.size() <= FailedSignIns.MOST_ADDRESSES, () -> failures.size() + " addresses");
    }

    private static final class HandClock extends Clock {

        private Instant now = Instant.EPOCH;

        void go(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
