-- include: enqueue
-- include: finality
-- lose(id, survivable, now): takes a running task from its dead worker: back to the head of its queue with a loss counted;
-- failed when these are more than survivable; cancelled where that is wanted.
local function lose(id, survivable, now)
  local task = key.task(id)
  local state, queue, priority, worker, fence, attempt, started, cancel = unpack(
    redis.call('HMGET', task, field.state, field.queue, field.priority, 'worker', 'fence', 'attempt', 'started', 'cancel'))
  if not (state and moves.lose.from[state]) then
    redis.call('ZREM', key.running, id)
    return
  end
  queue, priority = queue or default.queue, priority or default.priority
  local run = {
    attempt = tonumber(attempt), fence = tonumber(fence), worker = worker, started = tonumber(started), cause = 'worker_lost',
    finished = now,
  }
  record(task, run)
  revoke(task, tonumber(fence))
  tally(key.totals, 'lost', 1)
  local losses = redis.call('HINCRBY', task, 'losses', 1)
  if cancel then
    finish_task(moves.cancel_run, id, state, queue, now, '', { 'cause', 'cancelled' })
  elseif losses > survivable then
    local sentence = 'its worker died ' .. losses .. ' times while it ran'
    finish_task(moves.lose_for_good, id, state, queue, now, '', { 'cause', 'worker_lost', 'error', sentence })
  else
    redis.call('HINCRBY', task, 'attempt', -1)
    move(moves.lose, id, state, queue, nil, { 'back', now }) -- from here on it waits anew
    enqueue(id, queue, priority, 'LPUSH')
  end
end
