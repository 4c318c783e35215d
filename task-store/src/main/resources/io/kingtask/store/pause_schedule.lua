-- Keeps a schedule from firing.
-- KEYS  1 prefix of the partition
-- ARGV  1 name
-- Returns OK or UNKNOWN
-- include: clock
-- include: schedule
local name = ARGV[1]
local schedule = key.schedule(name)
local paused = redis.call('HGET', schedule, 'paused')
if not paused then
  return 'UNKNOWN'
end
if paused == '0' then
  redis.call('HSET', schedule, 'paused', 1, 'updated', now_ms())
  set_next(name, '')
  announce_change(name)
end
return 'OK'
