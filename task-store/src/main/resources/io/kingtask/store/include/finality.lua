-- finish_task(transition, id, state, queue, now, keep, fields): makes a task final: its fields, its time to be kept, its
-- announcement to those who wait. keep: milliseconds, '' for what the task or the broker wants.
local function finish_task(transition, id, state, queue, now, keep, fields)
  local task = key.task(id)
  local kept = redis.call('HMGET', task, 'keep', 'default_keep', 'watched')
  local keep_ms = tonumber(kept[1] or (keep ~= '' and keep) or kept[2])
  move(transition, id, state, queue, now + keep_ms)
  redis.call('HSET', task, 'finished', now, unpack(fields))
  redis.call('HDEL', task, 'cancel', 'watched')
  redis.call('PEXPIREAT', task, now + keep_ms)
  if kept[3] then
    redis.call('PUBLISH', key.final_news, id)
  end
end
