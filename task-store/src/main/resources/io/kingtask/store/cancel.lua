-- Cancels a task on an operator's wish; a running one is ended by its worker, who hears of it here.
-- KEYS  1 prefix of the partition
-- ARGV  1 id
-- Returns OK, REQUESTED, UNKNOWN or ILLEGAL_STATE
-- include: clock
-- include: move
-- include: finality
local id = ARGV[1]
local task = key.task(id)
local state, queue, worker, fence = unpack(redis.call('HMGET', task, 'state', 'queue', 'worker', 'fence'))
if not state then
  return 'UNKNOWN'
end
if moves.cancel_run.from[state] then
  redis.call('HSET', task, 'cancel', 1)
  redis.call('PUBLISH', key.cancel_news(worker), id .. ' ' .. fence)
  return 'REQUESTED'
end
if not moves.cancel.from[state] then
  return 'ILLEGAL_STATE'
end
finish_task(moves.cancel, id, state, queue, now_ms(), '', { 'cause', 'cancelled' })
return 'OK'
