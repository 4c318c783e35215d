-- include: clock
-- include: move
-- include: order
-- include: run
-- finish_task(transition, id, state, queue, now, keep, fields): makes a task final: its fields, its time to be kept, its
-- announcement to those who wait. keep: milliseconds, '' for what the task or the broker wants.
local function finish_task(transition, id, state, queue, now, keep, fields)
  local task = key.task(id)
  local own, usual, watched, cancel, ran, sequence =
    unpack(redis.call('HMGET', task, 'keep', field.default_keep, 'watched', 'cancel', 'ran', field.sequence))
  local keep_ms = tonumber(own or (keep ~= '' and keep) or usual or default.default_keep)
  if ran then
    record_latest(task)
  end
  local ends = text(now + keep_ms)
  fields[#fields + 1], fields[#fields + 2] = 'finished', text(now)
  move(transition, id, state, queue, ends, fields, kept_as(id, sequence))
  if watched or cancel then
    redis.call('HDEL', task, 'cancel', 'watched')
  end
  redis.call('PEXPIREAT', task, ends)
  if watched then
    redis.call('PUBLISH', key.final_news, id)
  end
end
