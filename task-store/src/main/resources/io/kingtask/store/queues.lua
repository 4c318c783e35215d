-- Reads how queues stand.
-- KEYS  1 prefix of the partition
-- ARGV  the queues
-- Returns the time now, then for each queue: whether it is known, whether it is paused, its pending tasks, since when
--         the oldest of these waits ('' : there is none)
-- include: clock
local states = {}
for _, queue in ipairs(ARGV) do
  local pending = key.pending(queue)
  local oldest = redis.call('ZRANGE', pending, 0, 0, 'WITHSCORES')
  states[#states + 1] = {
    redis.call('SISMEMBER', key.queues, queue),
    redis.call('SISMEMBER', key.paused, queue),
    redis.call('ZCARD', pending),
    oldest[2] or '',
  }
end
return { now_ms(), states }
