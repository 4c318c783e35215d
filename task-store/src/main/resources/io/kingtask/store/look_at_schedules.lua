-- Finds schedules whose moment has come.
-- KEYS  1 prefix of the partition
-- ARGV  1 most names
-- Returns now, the number of changes to schedules, ms until the next of the others ('' : none), the names
-- include: clock
local most = tonumber(ARGV[1])
local now = now_ms()
local names = redis.call('ZRANGEBYSCORE', key.schedules_due, '-inf', now, 'LIMIT', 0, most)
local later = redis.call('ZRANGEBYSCORE', key.schedules_due, '(' .. now, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return {
  now,
  tonumber(redis.call('GET', key.schedule_changes) or 0),
  later[2] and tostring(tonumber(later[2]) - now) or '',
  names,
}
