-- Settles what a schedule was to do up to a moment: makes the task of a firing, counts missed ones. Whoever comes with what was
-- settled before changes nothing, so any number of brokers may try, and one task is made.
-- KEYS  1 prefix of the partition
-- ARGV  1 name, 2 revision and 3 moment settled up to, as the caller knows them, 4 moment settled up to now, 5 next firing ('' : none),
--       6 number of missed firings, 7 bound on waiting tasks (0: none), 8 TASK (follows) or NONE;
--       the task: id, start ('' always), delay (ms, '' : none), queue, priority, request digest ('' always), number of further
--       values, fields and values of its hash
-- Returns OK, STALE (another broker was first, or the schedule was changed), EARLY or FULL
-- include: clock
-- include: accept
-- include: schedule
local name, revision, since, upto, next_firing, missed, max_waiting, kind = unpack(ARGV, 1, 8)
max_waiting = tonumber(max_waiting)
local schedule = key.schedule(name)
local now = now_ms()
local current, settled, paused = unpack(redis.call('HMGET', schedule, 'revision', 'since', 'paused'))
if current ~= revision or settled ~= since or paused ~= '0' then
  return 'STALE'
end
if tonumber(upto) > now then
  return 'EARLY'
end
if kind == 'TASK' then
  if max_waiting > 0 and waiting_tasks() >= max_waiting then
    return 'FULL'
  end
  local id, _, delay, queue, priority, _, size = unpack(ARGV, 9, 15)
  if redis.call('EXISTS', key.task(id)) == 0 then -- it is there where Redis' clock went back
    accept(id, now + (tonumber(delay) or 0), now, queue, priority, { unpack(ARGV, 16, 15 + size) })
  end
  redis.call('HSET', schedule, 'last_firing', upto, 'last_task', id)
end
redis.call('HSET', schedule, 'since', upto)
redis.call('HINCRBY', schedule, 'missed', missed)
set_next(name, next_firing)
return 'OK'
