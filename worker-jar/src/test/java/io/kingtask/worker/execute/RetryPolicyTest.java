package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final List<Duration> LIST =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(9));

    @ParameterizedTest
    @CsvSource({"1,5", "2,8", "3,9"})
    void listGivesThePauseAfterEachAttempt(int attempt, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), new RetryPolicy(attempt, LIST).pauseAfter(1, null));
    }

    @Test
    void noAttemptAfterTheListIsUsedUp() {
        assertNull(new RetryPolicy(4, LIST).pauseAfter(1, null));
        assertNull(new RetryPolicy(4, LIST).pauseAfter(75, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 77, 78})
    void hopelessStatusIsNotRetried(int status) {
        assertNull(new RetryPolicy(1, LIST).pauseAfter(status, null));
        assertNull(new RetryPolicy(1, LIST).pauseAfter(status, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 66, 76, 79, 126, 127, 255})
    void otherStatusFollowsTheList(int status) {
        assertEquals(Duration.ofSeconds(5), new RetryPolicy(1, LIST).pauseAfter(status, null));
        assertNull(new RetryPolicy(1, List.of()).pauseAfter(status, null));
    }

    @Test
    void tryAgainFollowsTheListWhereThereIsOne() {
        assertEquals(Duration.ofSeconds(8), new RetryPolicy(2, LIST).pauseAfter(75, null));
    }

    @ParameterizedTest
    @CsvSource({"1,5", "2,10", "3,20", "6,160", "7,300", "10,300"})
    void tryAgainWithoutListDoublesItsPause(int attempt, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), new RetryPolicy(attempt, List.of()).pauseAfter(75, null));
    }

    @Test
    void tryAgainWithoutListGivesUpAfterTenRetries() {
        assertNull(new RetryPolicy(11, List.of()).pauseAfter(75, null));
        assertNull(new RetryPolicy(1000, List.of()).pauseAfter(75, null));
    }

    @Test
    void askedPauseReplacesThePauseOfTheList() {
        assertEquals(Duration.ofSeconds(30), new RetryPolicy(1, LIST).pauseAfter(1, Duration.ofSeconds(30)));
        assertEquals(Duration.ofSeconds(30), new RetryPolicy(1, List.of()).pauseAfter(75, Duration.ofSeconds(30)));
    }

    @Test
    void askedPauseAddsNoAttempt() {
        assertNull(new RetryPolicy(4, LIST).pauseAfter(1, Duration.ofSeconds(30)));
        assertNull(new RetryPolicy(1, List.of()).pauseAfter(1, Duration.ofSeconds(30)));
    }

    @Test
    void programWithoutStatusFollowsTheList() {
        assertEquals(Duration.ofSeconds(5), new RetryPolicy(1, LIST).pauseAfter(null, null));
    }
}
