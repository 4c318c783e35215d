-- Keeps a snapshot, unless one was kept a moment ago: so however many brokers call, there is one for each period.
-- KEYS  1 prefix of the partition
-- ARGV  1 shortest time between two snapshots (ms), 2 most snapshots to keep, 3 the numbers of this one
-- Returns KEPT or TOO_SOON
-- include: clock
local pause, most, numbers = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local now = now_ms()
local latest = redis.call('LINDEX', key.history, -1)
if latest and now - tonumber(string.match(latest, '^%d+')) < pause then
  return 'TOO_SOON'
end
redis.call('RPUSH', key.history, now .. ' ' .. numbers)
redis.call('LTRIM', key.history, -most, -1)
return 'KEPT'
