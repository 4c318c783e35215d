-- Takes tasks whose lease has ended from their workers.
-- KEYS  1 prefix of the partition
-- ARGV  1 most tasks to take, 2 number of losses that a task survives
-- Returns the ids taken
-- include: clock
-- include: move
-- include: enqueue
-- include: finality
-- include: run
local most, survivable = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', key.running, '-inf', now, 'LIMIT', 0, most)

local function lose(id, task, state, queue, priority, cancel)
  local losses = redis.call('HINCRBY', task, 'losses', 1)
  if cancel then
    finish_task(moves.cancel_run, id, state, queue, now, '', { 'cause', 'cancelled' })
  elseif losses > survivable then
    local sentence = 'its worker died ' .. losses .. ' times while it ran'
    finish_task(moves.lose_for_good, id, state, queue, now, '', { 'cause', 'worker_lost', 'error', sentence })
  else
    redis.call('HINCRBY', task, 'attempt', -1)
    move(moves.lose, id, state, queue)
    enqueue(id, queue, priority, 'LPUSH')
  end
end

for _, id in ipairs(ids) do
  local task = key.task(id)
  local state, queue, priority, worker, fence, attempt, started, cancel = unpack(
    redis.call('HMGET', task, 'state', 'queue', 'priority', 'worker', 'fence', 'attempt', 'started', 'cancel'))
  if state and moves.lose.from[state] then
    fence = tonumber(fence)
    record_run(task, now, {
      attempt = tonumber(attempt), fence = fence, worker = worker, started = tonumber(started), cause = 'worker_lost',
    })
    revoke(task, fence)
    lose(id, task, state, queue, priority, cancel)
  else
    redis.call('ZREM', key.running, id)
  end
end
return ids
