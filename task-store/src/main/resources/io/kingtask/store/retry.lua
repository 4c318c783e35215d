-- Makes a task pending again, now, on an operator's wish.
-- KEYS  1 prefix of the partition
-- ARGV  1 id
-- Returns OK, UNKNOWN or ILLEGAL_STATE
-- include: clock
-- include: operator
return retry_task(ARGV[1], now_ms())
