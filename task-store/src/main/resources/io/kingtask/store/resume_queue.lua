-- Ends the pause of a queue, and wakes workers where tasks wait.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue
-- Returns OK
-- include: gather
local queue = ARGV[1]
redis.call('SREM', key.paused, queue)
for _ = 1, math.min(tonumber(redis.call('HGET', key.pending, queue) or 0), redis.call('ZCARD', key.workers)) do
  wake(queue)
end
return 'OK'
