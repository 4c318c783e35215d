-- Makes a task pending again, now, on an operator's wish.
-- KEYS  1 prefix of the partition
-- ARGV  1 id
-- Returns OK, UNKNOWN or ILLEGAL_STATE
-- include: clock
-- include: move
-- include: enqueue
local id = ARGV[1]
local task = key.task(id)
local now = now_ms()
local state, queue, priority, attempt, most =
  unpack(redis.call('HMGET', task, 'state', 'queue', 'priority', 'attempt', 'max'))
if not state then
  return 'UNKNOWN'
end
if not moves.retry_now.from[state] then
  return 'ILLEGAL_STATE'
end
redis.call('PERSIST', task)
move(moves.retry_now, id, state, queue, now)
redis.call('HDEL', task, 'finished', 'stdout', 'error', 'exit_code', 'signal', 'cause', 'progress', 'message', 'losses')
redis.call('HSET', task, 'due', now, 'max', math.max(tonumber(most), (tonumber(attempt) or 0) + 1))
enqueue(id, queue, priority, 'RPUSH')
return 'OK'
