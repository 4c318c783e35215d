-- Reads what is known of the workers, those that fell silent within the last hour included.
-- KEYS  1 prefix of the partition
-- ARGV  1 an executable ('' : none)
-- Returns the time now, then for each worker: name, until when it counts as alive, its description (fields and values),
--         whether it has the executable
-- include: clock
local executable = ARGV[1]
local now = now_ms()
local hour = 3600 * 1000
local workers = {}
local found = redis.call('ZRANGEBYSCORE', key.workers, now - hour, '+inf', 'WITHSCORES')
for i = 1, #found, 2 do
  local description = redis.call('HGETALL', key.worker(found[i]))
  if #description > 0 then
    local has = executable ~= '' and redis.call('SISMEMBER', key.executables(found[i]), executable) or 0
    workers[#workers + 1] = { found[i], found[i + 1], description, has }
  end
end
return { now, workers }
