-- Removes a schedule; tasks that it made stay.
-- KEYS  1 prefix of the partition
-- ARGV  1 name
-- Returns OK or UNKNOWN
-- include: schedule
local name = ARGV[1]
if redis.call('DEL', key.schedule(name)) == 0 then
  return 'UNKNOWN'
end
redis.call('ZREM', key.schedules, name)
redis.call('ZREM', key.schedules_due, name)
announce_change(name)
return 'OK'
