-- Gives a run back without charging an attempt: to the head of its queue, or aside for a worker that has its executable.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 id, 3 fence, 4 where to: QUEUE or ASIDE
-- Returns OK or NOT_OWNER
-- include: clock
-- include: enqueue
-- include: finality
local worker, id, fence, where = unpack(ARGV)
local task = key.task(id)
local now = now_ms()
local state, owner, current, queue, priority, executable, cancel = unpack(redis.call(
  'HMGET', task, field.state, 'worker', 'fence', field.queue, field.priority, field.executable, 'cancel'))
if not (state and moves.hand_back.from[state]) or owner ~= worker or current ~= fence then
  return 'NOT_OWNER'
end
queue, priority = queue or default.queue, priority or default.priority

revoke(task, tonumber(fence))
redis.call('HINCRBY', task, 'attempt', -1)
redis.call('HDEL', task, 'worker', 'started')
if cancel then
  finish_task(moves.cancel_run, id, state, queue, now, '', { 'cause', 'cancelled' })
  return 'OK'
end
if where == 'ASIDE' then
  move(moves.hand_back, id, state, queue) -- it has not run: it waits on
  redis.call('RPUSH', key.parked_queue(queue, executable), id)
  redis.call('ZINCRBY', key.parked, 1, executable)
  redis.call('ZADD', key.parked_since, now, id)
  for _ = 1, redis.call('ZCARD', key.workers) do
    wake(queue) -- whoever has it must look, not just the next one
  end
else
  move(moves.hand_back, id, state, queue, nil, { 'back', now }) -- from here on it waits anew
  enqueue(id, queue, priority, 'LPUSH')
end
return 'OK'
