package io.kingtask.broker.schedules;

import io.kingtask.client.Word;

/** What is done about firings that no broker was there for. */
enum Missed implements Word {
    /** They are only counted. */
    SKIP,
    /** They are counted, and the latest of them makes a task. */
    RUN_ONCE
}
