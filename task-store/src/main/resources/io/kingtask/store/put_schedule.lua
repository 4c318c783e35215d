-- Stores a schedule, new or in place of the one of that name.
-- KEYS  1 prefix of the partition
-- ARGV  1 name, 2 NEW (refuse to replace) or ANY, 3 moment from which on it fires, 4 its next firing ('' : none), 5 definition,
--       6 rhythm (when it fires, as text to compare), 7 executable, 8 queue, 9 paused: 1, 0 or '' (as it is; a new one: 0)
-- Returns CREATED, REPLACED or EXISTS
-- include: clock
-- include: schedule
local name, mode, since, next_firing, definition, rhythm, executable, queue, paused = unpack(ARGV)
local schedule = key.schedule(name)
local now = now_ms()
local was_paused, old_rhythm = unpack(redis.call('HMGET', schedule, 'paused', 'rhythm'))
if was_paused and mode == 'NEW' then
  return 'EXISTS'
end
if paused == '' then
  paused = was_paused or '0'
end
redis.call('HSETNX', schedule, 'created', now)
redis.call('ZADD', key.schedules, 0, name)
redis.call('HSET', schedule, 'definition', definition, 'rhythm', rhythm, 'executable', executable, 'queue', queue,
  'paused', paused, 'updated', now)
if paused == '1' or was_paused ~= '0' or old_rhythm ~= rhythm then -- else what is about to fire is not forgotten
  redis.call('HSET', schedule, 'since', since)
  set_next(name, paused == '1' and '' or next_firing)
end
announce_change(name)
return was_paused and 'REPLACED' or 'CREATED'
