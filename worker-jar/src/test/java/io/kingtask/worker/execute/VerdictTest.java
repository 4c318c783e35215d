package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.kingtask.client.Cause;
import io.kingtask.client.FailureRule;
import io.kingtask.store.KeptOutput;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.worker.config.Limits;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.process.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void silentProgramWithStatusZeroSucceeds() {
        var finish = judge(FailureRule.STDERR, ended(0, null, null, "57\n", ""));
        assertEquals(Outcome.SUCCEEDED, finish.outcome());
        assertEquals("57", text(finish.stdout()));
        assertNull(finish.cause());
        assertNull(finish.retryAfter());
    }

    @Test
    void onlyOneTrailingNewlineIsDropped() {
        assertEquals(
                "a\n",
                text(judge(FailureRule.STDERR, ended(0, null, null, "a\n\n", ""))
                        .stdout()));
        assertEquals(
                "", text(judge(FailureRule.STDERR, ended(0, null, null, "", "")).stdout()));
    }

    @Test
    void wordsOnStderrFailUnderTheSeedsRule() {
        var finish = judge(FailureRule.STDERR, ended(0, null, null, "57", "args count must be two"));
        assertEquals(Outcome.FAILED, finish.outcome());
        assertEquals(Cause.STDERR, finish.cause());
        assertEquals("args count must be two", text(finish.error()));
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    @Test
    void wordsOnStderrAreKeptUnderTheOtherRule() {
        var finish = judge(FailureRule.EXIT_CODE, ended(0, null, null, "57", "a warning"));
        assertEquals(Outcome.SUCCEEDED, finish.outcome());
        assertEquals("a warning", text(finish.error()));
    }

    @Test
    void statusOtherThanZeroComesBeforeStderr() {
        var finish = judge(FailureRule.STDERR, ended(3, null, null, "", "why"));
        assertEquals(Cause.EXIT_CODE, finish.cause());
        assertEquals(3, finish.exitCode());
        assertEquals("why", text(finish.error()));
    }

    @Test
    void silentFailureGetsASentence() {
        assertEquals(
                "ended with exit status 3",
                text(judge(FailureRule.EXIT_CODE, ended(3, null, null, "", "")).error()));
        assertEquals(
                "was ended by signal 9",
                text(judge(FailureRule.EXIT_CODE, ended(null, 9, null, "", "")).error()));
    }

    @Test
    void signalOfALimitNamesTheLimit() {
        assertEquals(
                "was ended by signal 24: it used the 5 s of processor time that limits.cpu_seconds allows",
                text(judge(FailureRule.EXIT_CODE, ended(null, 24, null, "", "")).error()));
        assertEquals(
                "was ended by signal 25: it wrote more into a file than the 1000 bytes that limits.file_size allows",
                text(judge(FailureRule.EXIT_CODE, ended(null, 25, null, "", "")).error()));
    }

    @Test
    void signalThatIsNotOursIsTheCause() {
        var finish = judge(FailureRule.STDERR, ended(null, 11, null, "", "boom"));
        assertEquals(Cause.SIGNAL, finish.cause());
        assertEquals(11, finish.signal());
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    @Test
    void timeoutComesBeforeTheSignalThatItSent() {
        var finish = judge(FailureRule.STDERR, ended(null, 15, EndReason.TIMEOUT, "part", ""));
        assertEquals(Cause.TIMEOUT, finish.cause());
        assertEquals("ran longer than 2.5 s and was ended", text(finish.error()));
        assertEquals("part", text(finish.stdout()));
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    @Test
    void timeoutIsRetriedByTheListWhateverStatusTheProgramLeft() {
        var finish = judge(FailureRule.STDERR, ended(64, null, EndReason.TIMEOUT, "", ""));
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    @Test
    void cancelledRunIsNotRetried() {
        var finish = judge(FailureRule.STDERR, ended(0, null, EndReason.CANCELLED, "", ""));
        assertEquals(Outcome.CANCELLED, finish.outcome());
        assertEquals(Cause.CANCELLED, finish.cause());
        assertNull(finish.retryAfter());
    }

    @Test
    void programThatWasNotStartedIsRetriedByTheList() {
        var finish = verdict(FailureRule.STDERR).notStarted(Cause.NOT_EXECUTABLE, "x is not a regular file");
        assertEquals(Outcome.FAILED, finish.outcome());
        assertEquals(Cause.NOT_EXECUTABLE, finish.cause());
        assertEquals("x is not a regular file", text(finish.error()));
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    private static Finish judge(FailureRule rule, Ended ended) {
        return verdict(rule).of(ended, null);
    }

    private static Verdict verdict(FailureRule rule) {
        var limits = new Limits(
                OptionalLong.of(5),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(1000));
        return new Verdict(Tasks.task("x", List.of()), rule, new Verdict.Bounds(Duration.ofMillis(2500), limits), null);
    }

    private static Ended ended(
            @Nullable Integer status, @Nullable Integer signal, @Nullable EndReason reason, String out, String err) {
        return new Ended(status, signal, reason, bytes(out), bytes(err), null);
    }

    private static KeptOutput bytes(String text) {
        return KeptOutput.whole(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(KeptOutput output) {
        return new String(output.bytes(), StandardCharsets.UTF_8);
    }
}
