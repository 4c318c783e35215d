-- finish_task(transition, id, state, queue, now, keep, fields): makes a task final: its fields, its time to be kept, its
-- announcement to those who wait. keep: milliseconds, '' for what the task or the broker wants.
local function finish_task(transition, id, state, queue, now, keep, fields)
  local task = key.task(id)
  local own, default, watched, cancel = unpack(redis.call('HMGET', task, 'keep', 'default_keep', 'watched', 'cancel'))
  local keep_ms = tonumber(own or (keep ~= '' and keep) or default)
  move(transition, id, state, queue, now + keep_ms)
  redis.call('HSET', task, 'finished', now, unpack(fields))
  if watched or cancel then
    redis.call('HDEL', task, 'cancel', 'watched')
  end
  redis.call('PEXPIREAT', task, now + keep_ms)
  if watched then
    redis.call('PUBLISH', key.final_news, id)
  end
end
