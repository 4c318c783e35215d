package io.kingtask.broker.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.JsonBody;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(86_400);

    private final Schedule eachMinuteSkip = schedule("\"cron\":\"* * * * *\"");
    private final Schedule eachMinuteOnce = schedule("\"cron\":\"* * * * *\",\"missed\":\"run_once\"");
    private final Schedule eachSecond =
            schedule("\"calendar\":{\"second\":\"*\",\"minute\":\"*\",\"hour\":\"*\"},\"missed\":\"run_once\"");

    private static Schedule schedule(String rhythm) {
        var json = "{\"name\":\"s\"," + rhythm + ",\"task\":{\"executable\":\"e\"}}";
        return new ScheduleReader(new TaskReader(Duration.ofDays(1))).read(JsonBody.object(json), null);
    }

    private static Instant noon(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void firingOnTimeMakesATask() {
        assertEquals(
                new Step.Fire(noon(60), noon(120), 0), Step.of(eachMinuteSkip, NOON, noon(60).plusMillis(2), LONG_AGO));
    }

    @Test
    void nothingIsDoneBeforeItsTime() {
        assertEquals(
                new Step.Skip(NOON, noon(60), 0), Step.of(eachMinuteSkip, NOON, noon(60).minusMillis(1), LONG_AGO));
    }

    @Test
    void lateFiringsAreMadeOneByOneWhileABrokerIsUp() {
        assertEquals(new Step.Fire(noon(1), noon(2), 0), Step.of(eachSecond, NOON, noon(40), LONG_AGO));
        assertEquals(new Step.Fire(noon(2), noon(3), 0), Step.of(eachSecond, noon(1), noon(40), LONG_AGO));
    }

    @Test
    void afterAMinuteALateFiringIsMissed() {
        assertEquals(new Step.Skip(noon(60), noon(120), 1), Step.of(eachMinuteSkip, NOON, noon(121), LONG_AGO));
        assertEquals(new Step.Fire(noon(60), noon(120), 1), Step.of(eachMinuteOnce, NOON, noon(121), LONG_AGO));
    }

    @Test
    void firingsOfATimeWithoutABrokerAreMissed() {
        var up = noon(605);
        assertEquals(new Step.Skip(noon(600), noon(660), 10), Step.of(eachMinuteSkip, NOON, noon(606), up));
        assertEquals(new Step.Fire(noon(600), noon(660), 10), Step.of(eachMinuteOnce, NOON, noon(606), up));
    }

    @Test
    void firingJustBeforeTheBrokerCameUpIsMade() {
        assertEquals(new Step.Fire(noon(60), noon(120), 0), Step.of(eachMinuteSkip, NOON, noon(64), noon(63)));
    }

    @Test
    void longOutageIsTakenInPiecesAndRunOnceMakesOneTaskAtItsEnd() {
        var now = NOON.plus(Duration.ofDays(2));
        var first = Step.of(eachSecond, NOON, now, now);
        assertEquals(new Step.Skip(noon(100_000), noon(100_001), 100_000), first);
        var second = Step.of(eachSecond, first.upTo(), now, now);
        assertEquals(new Step.Fire(now.minusSeconds(6), now.minusSeconds(5), 72_794), second);
    }

    @Test
    void endedExpressionHasNoNextFiring() {
        var once =
                schedule("\"calendar\":{\"hour\":\"13\",\"day_of_month\":\"22\",\"month\":\"11\",\"year\":\"2026\"}");
        assertEquals(new Step.Fire(noon(3600), null, 0), Step.of(once, NOON, noon(3600), LONG_AGO));
        assertEquals(new Step.Skip(noon(3600), null, 0), Step.of(once, noon(3600), noon(3600), LONG_AGO));
    }
}
