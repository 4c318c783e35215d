-- Takes tasks whose lease has ended from their workers.
-- KEYS  1 prefix of the partition
-- ARGV  1 most tasks to take, 2 number of losses that a task survives
-- Returns the ids taken
-- include: clock
-- include: loss
local most, survivable = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', key.running, '-inf', now, 'LIMIT', 0, most)
for _, id in ipairs(ids) do
  lose(id, survivable, now)
end
return ids
