-- Lets a paused schedule fire again; what it would have fired meanwhile is not missed.
-- KEYS  1 prefix of the partition
-- ARGV  1 name, 2 revision that the caller knows, 3 moment from which on it fires, 4 its next firing ('' : none)
-- Returns OK, UNKNOWN or STALE (it is another revision by now)
-- include: clock
-- include: schedule
local name, revision, since, next_firing = unpack(ARGV)
local schedule = key.schedule(name)
local paused, current = unpack(redis.call('HMGET', schedule, 'paused', 'revision'))
if not paused then
  return 'UNKNOWN'
end
if current ~= revision then
  return 'STALE'
end
if paused == '1' then
  redis.call('HSET', schedule, 'paused', 0, 'since', since, 'updated', now_ms())
  set_next(name, next_firing)
  announce_change(name)
end
return 'OK'
