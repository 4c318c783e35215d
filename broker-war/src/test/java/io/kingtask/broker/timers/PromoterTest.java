package io.kingtask.broker.timers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.store.TimerStore.Promotion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromoterTest {

    private final Queue<Promotion> answers = new ArrayDeque<>();
    private final List<Duration> alarms = new ArrayList<>();
    private long now;
    private final Promoter promoter = new Promoter(max -> answers.remove(), alarms::add, () -> now);

    private PromoterTest next(int promoted, @Nullable Duration untilNext) {
        answers.add(new Promotion(promoted, untilNext));
        return this;
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
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
        next(0, Duration.ofSeconds(1)).next(0, Duration.ofMillis(2)).next(1, null);
        promoter.look();
        promoter.alarmed();
        promoter.alarmed();
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofMillis(2)), alarms);
    }

    @Test
    void allThatIsDueIsPromotedAtOnce() {
        next(1000, Duration.ZERO).next(1000, Duration.ZERO).next(7, Duration.ofSeconds(3));
        promoter.look();
        assertEquals(List.of(Duration.ofSeconds(3)), alarms);
        assertEquals(0, answers.size());
    }

    @Test
    void tasksThatFallDueOneByOneAreGathered() {
        next(1, Duration.ofMillis(1))
                .next(3, Duration.ofMillis(1))
                .next(50, Duration.ofMillis(1))
                .next(2, Duration.ofMillis(40));
        promoter.look();
        promoter.alarmed();
        promoter.alarmed();
        promoter.alarmed();
        assertEquals(
                List.of(Duration.ofMillis(2), Duration.ofMillis(4), Duration.ofMillis(5), Duration.ofMillis(40)),
                alarms);
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
