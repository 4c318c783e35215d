package io.kingtask.broker.timers;

import io.kingtask.broker.turns.TimerInfo;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.NoMoreTimeoutsException;
import jakarta.ejb.NoSuchObjectLocalException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the EJB timers of this broker. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TimerList {

    /** One timer; {@code nextTimeout} is null when there will be none. */
    public record EjbTimer(String name, @Nullable Instant nextTimeout, String schedule) {}

    @Resource
    @SuppressWarnings("NullAway.Init")
    private TimerService timerService;

    public List<EjbTimer> all() {
        return timerService.getAllTimers().stream()
                .flatMap(TimerList::shown)
                .sorted(Comparator.comparing(EjbTimer::name))
                .toList();
    }

    /** Nothing for a timer that ends while it is looked at. */
    private static Stream<EjbTimer> shown(Timer timer) {
        try {
            return timer.getInfo() instanceof TimerInfo info
                    ? Stream.of(new EjbTimer(info.name(), nextTimeout(timer), info.schedule()))
                    : Stream.of(new EjbTimer(Objects.toString(timer.getInfo()), nextTimeout(timer), ""));
        } catch (NoSuchObjectLocalException e) {
            return Stream.of();
        }
    }

    private static @Nullable Instant nextTimeout(Timer timer) {
        try {
            return timer.getNextTimeout().toInstant();
        } catch (NoSuchObjectLocalException e) {
            throw e;
        } catch (NoMoreTimeoutsException e) {
            return null;
        } catch (EJBException e) {
            return null;
        }
    }
}
