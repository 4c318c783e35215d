-- include: clock
-- include: move
-- include: fence
-- include: run
-- include: time
-- take(id, worker, now, lease): leases a task from a queue to a worker.
-- Returns its id and the values named in `payload`, or nothing when it is not to be run
local payload = {
  'fence', field.executable, field.args, field.queue, 'attempt', 'retry', 'started', 'timeout', 'stdin', 'env', 'rule', 'traceparent',
  'sha256',
}
local read = { field.state, field.created, field.due, 'back', 'ran', unpack(payload) }

local function take(id, worker, now, lease)
  local task = key.task(id)
  local is = redis.call('HMGET', task, unpack(read))
  local state, created, due, back, ran = unpack(is, 1, 5)
  if not state then
    return -- its hash is gone: nothing to run
  end
  if not moves.claim.from[state] then
    return -- cancelled while it waited, or already run from another entry
  end

  local taken = { id, unpack(is, 6, 5 + #payload) }
  local fence, queue, attempt = taken[2], taken[5] or default.queue, tonumber(taken[6]) or 0
  if ran then
    record_latest(task)
  end
  if attempt > 0 then
    forget_latest(task)
  end
  taken[2] = text(next_fence(fence, now))
  taken[6] = text(attempt + 1)
  taken[8] = text(now)
  count_time('wait', now - math.max(tonumber(due or created), tonumber(back) or 0))
  move(moves.claim, id, state, queue, text(now + lease),
    { 'attempt', taken[6], 'fence', taken[2], 'worker', worker, 'started', taken[8] })
  return taken
end
