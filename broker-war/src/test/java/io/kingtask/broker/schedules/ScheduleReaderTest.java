package io.kingtask.broker.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.schedules.calendar.CalendarText;
import io.kingtask.store.StoredSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {

    private static final String TASK = "\"task\":{\"executable\":\"e\"}";

    private final ScheduleReader reader = new ScheduleReader(new TaskReader(Duration.ofDays(1)));

    private List<String> wrongFields(String json) {
        var refused = assertThrows(ProblemException.class, () -> reader.read(JsonBody.object(json), null));
        return refused.problem().errors().stream().map(FieldError::field).toList();
    }

    @Test
    void absentFieldsHaveDefaults() {
        var schedule =
                reader.read(JsonBody.object("{\"name\":\"a\",\"calendar\":{\"hour\":\"3\"}," + TASK + "}"), null);
        assertEquals(new CalendarText("0", "0", "3", "*", "*", "*", "*"), schedule.calendar());
        assertEquals(ZoneId.of("UTC"), schedule.timeZone());
        assertEquals(Missed.SKIP, schedule.missed());
        assertNull(schedule.paused());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cron\":\"0 3 * * *\",\"time_zone\":\"Asia/Shanghai\",\"missed\":\"run_once\",\"task\":{\"executable\":\"e\",\"args\":[\"a b\"]}",
                "\"calendar\":{\"day_of_month\":\"Last Fri\",\"year\":\"2030\"},\"task\":{\"executable\":\"e\",\"priority\":9}",
            })
    void whatIsStoredIsReadAsTheSame(String members) {
        var schedule = reader.read(JsonBody.object("{\"name\":\"a\",\"paused\":true," + members + "}"), null);
        var now = Instant.EPOCH;
        var definition = schedule.toStore().definition();
        var again = reader.read(new StoredSchedule("a", 1, definition, true, now, now, now, null, null, null, 0));
        assertEquals(schedule.toStore(), again.toStore());
        assertEquals(schedule.task(), again.task());
    }

    @Test
    void answerCanBeSentBack() {
        var answer = "{\"name\":\"a\",\"cron\":\"@daily\",\"calendar\":null,\"time_zone\":\"UTC\",\"missed\":\"skip\","
                + "\"paused\":false," + TASK + ",\"next_firing\":\"2030-01-01T00:00:00.000Z\",\"last_firing\":null,"
                + "\"last_task\":null,\"missed_firings\":3,\"created_at\":\"x\",\"updated_at\":\"x\"}";
        assertEquals("@daily", reader.read(JsonBody.object(answer), "a").cron());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cron\":\"@daily\"|name",
                "\"name\":\"a/b\",\"cron\":\"@daily\"|name",
                "\"name\":\"\",\"cron\":\"@daily\"|name",
                "\"name\":5,\"cron\":\"@daily\"|name",
                "\"name\":\"a\"|cron",
                "\"name\":\"a\",\"cron\":5|cron",
                "\"name\":\"a\",\"cron\":\"61 * * * *\"|cron",
                "\"name\":\"a\",\"cron\":\"@daily\",\"calendar\":{}|calendar",
                "\"name\":\"a\",\"calendar\":\"@daily\"|calendar",
                "\"name\":\"a\",\"calendar\":{\"hour\":24}|calendar.hour",
                "\"name\":\"a\",\"calendar\":{\"hour\":\"24\"}|calendar.hour",
                "\"name\":\"a\",\"calendar\":{\"dayOfWeek\":\"1\"}|calendar.dayOfWeek",
                "\"name\":\"a\",\"cron\":\"@daily\",\"time_zone\":\"Mars/Base\"|time_zone",
                "\"name\":\"a\",\"cron\":\"@daily\",\"time_zone\":\"+02:00\"|time_zone",
                "\"name\":\"a\",\"cron\":\"@daily\",\"missed\":\"all\"|missed",
                "\"name\":\"a\",\"cron\":\"@daily\",\"paused\":\"no\"|paused",
                "\"name\":\"a\",\"cron\":\"@daily\",\"colour\":1|colour",
            })
    void wrongFieldIsNamed(String members, String field) {
        assertEquals(List.of(field), wrongFields("{" + members + "," + TASK + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|task.executable",
                "{\"executable\":\"../x\"}|task.executable",
                "{\"executable\":\"e\",\"args\":[1]}|task.args[0]",
                "{\"executable\":\"e\",\"env\":{\"A\":1}}|task.env.A",
                "{\"executable\":\"e\",\"id\":\"7f000000-0000-4000-8000-000000000001\"}|task.id",
                "{\"executable\":\"e\",\"start_time\":5}|task.start_time",
                "{\"executable\":\"e\",\"colour\":5}|task.colour",
            })
    void wrongFieldOfTheTaskIsNamed(String task, String field) {
        assertEquals(List.of(field), wrongFields("{\"name\":\"a\",\"cron\":\"@daily\",\"task\":" + task + "}"));
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        assertEquals(
                List.of(
                        "name",
                        "time_zone",
                        "calendar.minute",
                        "calendar.month",
                        "missed",
                        "task.executable",
                        "task.queue"),
                wrongFields("{\"name\":\"-\",\"calendar\":{\"minute\":\"x\",\"month\":\"13\"},\"time_zone\":\"x\","
                        + "\"missed\":\"x\",\"task\":{\"queue\":\"/\"}}"));
        assertEquals(List.of("name", "cron", "task"), wrongFields("{}"));
    }

    @Test
    void nameOfThePathIsEnoughAndIsNotContradicted() {
        assertEquals(
                "a",
                reader.read(JsonBody.object("{\"cron\":\"@daily\"," + TASK + "}"), "a")
                        .name());
        assertThrows(
                ProblemException.class,
                () -> reader.read(JsonBody.object("{\"name\":\"b\",\"cron\":\"@daily\"," + TASK + "}"), "a"));
        assertThrows(
                ProblemException.class,
                () -> reader.read(JsonBody.object("{\"cron\":\"@daily\"," + TASK + "}"), "a b"));
    }
}
