package io.kingtask.client;

/** What must hold before a submission is acknowledged. */
public enum Durability implements Word {
    /** The Redis primary has the task. */
    MEMORY,
    /** One replica, at least, has it too. */
    REPLICA
}
