package io.kingtask.broker.schedules.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTextTest {

    private static String made(String cron) {
        var text = CronText.parse(cron, why -> {
                    throw new AssertionError(why);
                })
                .orElseThrow();
        assertEquals("0 *", text.second() + " " + text.year());
        return String.join(" ", text.minute(), text.hour(), text.dayOfMonth(), text.month(), text.dayOfWeek());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *|* * * * *",
                " */5  *\t* * * |0,5,10,15,20,25,30,35,40,45,50,55 * * * *",
                "0 9 * * 1-5|0 9 * * 1-5",
                "0 9 * * MON-fri|0 9 * * 1-5",
                "0 9 * * mon-sun|0 9 * * 0-6",
                "0 9 * * fri-sun|0 9 * * 0,5,6",
                "0 0 * * 7|0 0 * * 0",
                "0 0 * * 5-7|0 0 * * 0,5,6",
                "0 0 1,15 * 1|0 0 1,15 * 1",
                "0 0 1 jan,Jul *|0 0 1 1,7 *",
                "10-40/15 8-18/2 * * *|10,25,40 8,10,12,14,16,18 * * *",
                "5/20 * * * *|5,25,45 * * * *",
                "*/1 */1 */1 */1 */1|* * * * *",
                "0 0 */10 * *|0 0 1,11,21,31 * *",
                "0 0 1-31/2 * 1|0 0 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * 1",
                "0-59 0-23 * * *|0-59 0-23 * * *",
                "0,1,2,4,5 1 * * *|0-2,4,5 1 * * *",
                "@hourly|0 * * * *",
                "@daily|0 0 * * *",
                "@midnight|0 0 * * *",
                "@weekly|0 0 * * 0",
                "@monthly|0 0 1 * *",
                "@yearly|0 0 1 1 *",
                "@annually|0 0 1 1 *",
            })
    void becomesACalendar(String cron, String calendar) {
        assertEquals(calendar, made(cron));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *|1|minute: '60'",
                "* 24 * * *|1|hour: '24'",
                "* * 0 * *|1|day of month: '0'",
                "* * * 13 *|1|month: '13'",
                "* * * * 8|1|day of week: '8'",
                "60 24 0 13 8|5|minute",
                "5-1 * * * *|1|minute: '5-1'",
                "*/0 * * * *|1|minute: '*/0'",
                "*/99 * * * *|1|minute: '*/99'",
                "1,,2 * * * *|1|minute: ''",
                "a * * * *|1|minute: 'a'",
                "0 0 L * *|1|day of month: 'L'",
                "0 0 ? * *|1|day of month: '?'",
                "0 0 * * mon#1|1|day of week: 'mon#1'",
                "0 0 */2 * 1|1|1-31/2",
                "0 0 1 * */2|1|both restricted",
            })
    void wrongFieldsAreNamed(String cron, int count, String words) {
        var wrong = new ArrayList<String>();
        assertEquals(Optional.empty(), CronText.parse(cron, wrong::add));
        assertEquals(count, wrong.size(), wrong::toString);
        assertTrue(wrong.get(0).contains(words), wrong::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "0 * * * * *", "@reboot", "@", "every minute"})
    void anythingElseIsRefused(String cron) {
        var wrong = new ArrayList<String>();
        assertEquals(Optional.empty(), CronText.parse(cron, wrong::add));
        assertEquals(1, wrong.size());
    }
}
