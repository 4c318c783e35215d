package io.kingtask.worker.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.store.WorkStore.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlWordsTest {

    private final ControlWords words = new ControlWords(new Run("id", 1));
    private final List<Double> handedOver = Collections.synchronizedList(new ArrayList<>());

    @Test
    void onlyTheLatestProgressIsNews() {
        words.accept("{\"progress\":0.1}");
        words.accept("{\"progress\":0.2}");
        words.news(progress -> handedOver.add(progress.part()));
        words.news(progress -> handedOver.add(progress.part()));
        assertEquals(List.of(0.2), handedOver);
    }

    @Test
    @Timeout(60)
    void olderProgressIsHandedOverBeforeNewer() throws InterruptedException {
        var underWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        words.accept("{\"progress\":0.5}");
        var slow = new Thread(() -> words.news(progress -> {
            underWay.countDown();
            await(goOn);
            handedOver.add(progress.part());
        }));
        slow.start();
        underWay.await();
        words.accept("{\"progress\":1}");
        var quick = new Thread(() -> words.news(progress -> handedOver.add(progress.part())));
        quick.start();
        while (!EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED).contains(quick.getState())) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        slow.join();
        quick.join();
        assertEquals(List.of(0.5, 1.0), handedOver);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
