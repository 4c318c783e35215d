-- include: enqueue
-- include: finality
-- cancel_task(id, now) and retry_task(id, now): what an operator wants of a task. Both return OK, REQUESTED (it runs; its
-- worker was told), UNKNOWN or ILLEGAL_STATE.
local function cancel_task(id, now)
  local task = key.task(id)
  local state, queue, worker, fence = unpack(redis.call('HMGET', task, field.state, field.queue, 'worker', 'fence'))
  if not state then
    return 'UNKNOWN'
  end
  queue = queue or default.queue
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
  local state, queue, priority, attempt, most, ran, sequence =
    unpack(redis.call('HMGET', task, field.state, field.queue, field.priority, 'attempt', field.max, 'ran', field.sequence))
  if not state then
    return 'UNKNOWN'
  end
  queue, priority = queue or default.queue, priority or default.priority
  if not moves.retry_now.from[state] then
    return 'ILLEGAL_STATE'
  end
  redis.call('PERSIST', task)
  if ran then
    record_latest(task)
  end
  forget_latest(task)
  redis.call('HDEL', task, 'finished', 'losses')
  -- An entry from before may lead to it too, at a place that says nothing of its age: hence `back`.
  move(moves.retry_now, id, state, queue, nil,
    { field.due, now, 'back', now, field.max, math.max(tonumber(most or default.max), (tonumber(attempt) or 0) + 1) }, kept_as(id, sequence))
  enqueue(id, queue, priority, 'RPUSH')
  return 'OK'
end
