-- Cancels pending tasks of a queue that wait since a moment or longer, oldest first, a bounded number of them.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue, 2 the moment (ms since 1970), 3 most tasks
-- Returns how many were cancelled, how many were looked at
-- include: clock
-- include: finality
local queue, moment, most = unpack(ARGV)
local now = now_ms()
local cancelled = 0
local ids = redis.call('ZRANGEBYSCORE', key.pending(queue), '-inf', moment, 'LIMIT', 0, most)
for _, id in ipairs(ids) do
  local state, executable = unpack(redis.call('HMGET', key.task(id), 'state', 'executable'))
  if not state then
    redis.call('ZREM', key.pending(queue), id)
  else
    if redis.call('ZSCORE', key.parked_since, id) then
      redis.call('LREM', key.parked_queue(queue, executable), 1, id)
    end
    finish_task(moves.cancel, id, state, queue, now, '', { 'cause', 'cancelled' })
    cancelled = cancelled + 1
  end
end
if redis.call('ZCARD', key.pending(queue)) == 0 then
  for priority = 0, 9 do
    redis.call('UNLINK', key.queue(queue, priority)) -- nobody is meant by what is left in there
  end
end
return { cancelled, #ids }
