-- Cancels a task on an operator's wish; a running one is ended by its worker, who hears of it here.
-- KEYS  1 prefix of the partition
-- ARGV  1 id
-- Returns OK, REQUESTED, UNKNOWN or ILLEGAL_STATE
-- include: clock
-- include: operator
return cancel_task(ARGV[1], now_ms())
