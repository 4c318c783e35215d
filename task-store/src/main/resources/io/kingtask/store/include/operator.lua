-- cancel_task(id, now) and retry_task(id, now): what an operator wants of a task. Both return OK, REQUESTED (it runs; its
-- worker was told), UNKNOWN or ILLEGAL_STATE.
local function cancel_task(id, now)
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
  finish_task(moves.cancel, id, state, queue, now, '', { 'cause', 'cancelled' })
  return 'OK'
end

local function retry_task(id, now)
  local task = key.task(id)
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
  redis.call('HDEL', task, 'finished', 'stdout', 'stdout_gap', 'error', 'error_gap', 'exit_code', 'signal', 'cause',
    'progress', 'message', 'losses')
  redis.call('HSET', task, 'due', now, 'max', math.max(tonumber(most), (tonumber(attempt) or 0) + 1))
  enqueue(id, queue, priority, 'RPUSH')
  return 'OK'
end
