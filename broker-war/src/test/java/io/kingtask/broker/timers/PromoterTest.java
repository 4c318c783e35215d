package io.kingtask.broker.timers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.TimerStore.Promotion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromoterTest {

    private final Queue<Promotion> answers = new ArrayDeque<>();
    private final List<Duration> alarms = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private boolean interrupted;
    private long now;
    private final Promoter promoter = new Promoter(max -> answers.remove(), alarms::add, this::pause, () -> now);

    private PromoterTest next(int promoted, @Nullable Duration untilNext) {
        answers.add(new Promotion(promoted, untilNext));
        return this;
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void pause(Duration time) throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        pauses.add(time);
        meanwhile.run();
        now += time.toNanos();
    }

    private static List<Duration> millis(long... each) {
        return LongStream.of(each).mapToObj(Duration::ofMillis).toList();
    }

    @Test
    void alarmIsSetForTheEarliest() {
        next(0, Duration.ofSeconds(5));
        promoter.look();
        assertEquals(List.of(Duration.ofSeconds(5)), alarms);
    }

    @Test
    void alarmStaysWhileNothingIsEarlier() {
        next(0, Duration.ofSeconds(5)).next(0, Duration.ofSeconds(4)).next(0, Duration.ofSeconds(9));
        promoter.look();
        pass(1000);
        promoter.look();
        promoter.look();
        assertEquals(1, alarms.size());
    }

    @Test
    void earlierTaskMovesTheAlarm() {
        next(0, Duration.ofSeconds(5)).next(0, Duration.ofSeconds(1));
        promoter.look();
        promoter.look();
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(1)), alarms);
    }

    @Test
    void earlyAlarmIsSetAnew() {
        next(0, Duration.ofSeconds(1)).next(0, Duration.ofMillis(200)).next(1, null);
        promoter.look();
        promoter.alarmed();
        promoter.alarmed();
        assertEquals(millis(1_000, 200), alarms);
    }

    @Test
    void allThatIsDueIsPromotedAtOnce() {
        next(1000, Duration.ZERO).next(1000, Duration.ZERO).next(7, Duration.ofSeconds(3));
        promoter.look();
        assertEquals(List.of(Duration.ofSeconds(3)), alarms);
        assertEquals(0, answers.size());
    }

    @Test
    void threadStaysForWhatIsDueSoonAndGathersIt() {
        next(1, Duration.ofMillis(1))
                .next(3, Duration.ofMillis(1))
                .next(50, Duration.ofMillis(1))
                .next(2, Duration.ofMillis(40));
        promoter.alarmed();
        assertEquals(millis(1, 2, 5), pauses);
        assertEquals(millis(40), alarms);
    }

    @Test
    void threadStaysForASecondAtMost() {
        for (int i = 0; i < 51; i++) {
            next(1, Duration.ofMillis(20));
        }
        promoter.alarmed();
        assertEquals(50, pauses.size());
        assertEquals(millis(20), alarms);
        assertEquals(0, answers.size());
    }

    @Test
    void oneThreadStaysAtATime() {
        next(1, Duration.ofMillis(10)).next(0, Duration.ofMillis(9)).next(1, null);
        meanwhile = promoter::alarmed;
        promoter.alarmed();
        assertEquals(millis(10), pauses);
        assertEquals(List.of(), alarms);
    }

    @Test
    void whatIsEarlierThanTheStayingThreadSetsTheAlarm() {
        next(1, Duration.ofMillis(15)).next(0, Duration.ofMillis(3)).next(2, null);
        meanwhile = promoter::look;
        promoter.alarmed();
        assertEquals(millis(15), pauses);
        assertEquals(millis(3), alarms);
    }

    @Test
    void threadThatFailedStaysNoMore() {
        next(1, Duration.ofMillis(10));
        assertThrows(NoSuchElementException.class, promoter::alarmed);
        next(1, Duration.ofMillis(5)).next(1, null);
        promoter.alarmed();
        assertEquals(millis(10, 5), pauses);
    }

    @Test
    void nothingIsPromotedAfterTheEnd() {
        next(1, Duration.ofMillis(10)).next(1, Duration.ofMillis(500));
        meanwhile = promoter::end;
        promoter.alarmed();
        promoter.look();
        assertEquals(1, answers.size());
        assertEquals(List.of(), alarms);
    }

    @Test
    void interruptedThreadLeavesTheRestToTheAlarm() {
        next(1, Duration.ofMillis(10)).next(0, Duration.ofMillis(7));
        interrupted = true;
        promoter.alarmed();
        assertTrue(Thread.interrupted());
        assertEquals(millis(7), alarms);
    }

    @Test
    void alarmThatDidNotGoOffIsMadeGood() {
        next(0, Duration.ofMillis(500)).next(1, null);
        promoter.look();
        pass(499);
        promoter.alarmedIfOverdue();
        assertEquals(1, answers.size());
        pass(2);
        promoter.alarmedIfOverdue();
        assertEquals(0, answers.size());
        promoter.alarmedIfOverdue();
    }
}
