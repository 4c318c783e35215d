package io.kingtask.fuzz;

import io.kingtask.broker.admission.TaskRequestTarget;
import io.kingtask.broker.http.QueryTarget;
import io.kingtask.broker.schedules.calendar.CalendarTarget;
import io.kingtask.broker.submission.BatchTarget;
import io.kingtask.client.AnswerTarget;
import io.kingtask.client.EventTarget;
import io.kingtask.settings.SettingsTarget;
import io.kingtask.store.AddressTarget;
import io.kingtask.worker.control.ControlTarget;
import io.kingtask.worker.execute.TraceTarget;
import java.util.List;

/** All targets: classes with a method {@code fuzzerTestOneInput}, as Jazzer calls it. */
final class Targets {

    private Targets() {}

    static List<Class<?>> all() {
        return List.of(
                TaskRequestTarget.class,
                BatchTarget.class,
                QueryTarget.class,
                SettingsTarget.class,
                ControlTarget.class,
                CalendarTarget.class,
                TraceTarget.class,
                AddressTarget.class,
                AnswerTarget.class,
                EventTarget.class);
    }
}
