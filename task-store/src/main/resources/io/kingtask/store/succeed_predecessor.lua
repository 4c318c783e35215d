-- Takes all tasks from a worker that is known to be dead, at once, on behalf of its successor of the same name.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 number of losses that a task survives
-- Returns the ids taken
-- include: clock
-- include: loss
local worker, survivable = ARGV[1], tonumber(ARGV[2])
local now = now_ms()
local taken = {}
for _, id in ipairs(redis.call('ZRANGE', key.running, 0, -1)) do
  if redis.call('HGET', key.task(id), 'worker') == worker then
    lose(id, survivable, now)
    taken[#taken + 1] = id
  end
end
return taken
