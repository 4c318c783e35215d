-- include: clock
-- include: move
-- include: order
-- include: run
-- finish_task(transition, id, state, queue, now, keep, fields, known): makes a task final: its fields, its time to be kept, its
-- announcement to those who wait. keep: milliseconds, '' for what the task or the broker wants. known: what `asked_at_end` names,
-- where the caller has read it already.
local asked_at_end = { 'keep', field.default_keep, 'watched', 'cancel', 'ran', field.sequence }

local function finish_task(transition, id, state, queue, now, keep, fields, known)
  local task = key.task(id)
  local own, usual, watched, cancel, ran, sequence = unpack(known or redis.call('HMGET', task, unpack(asked_at_end)))
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
