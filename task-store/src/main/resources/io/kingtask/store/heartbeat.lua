-- Says that a worker lives, and what it can do.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 lease (ms), 3 incarnation, 4 queues (separated by blanks), 5 SAME or NEW (executables follow), 6 number
--       of fields and values, these (of the worker's description), then the executables
-- Returns WORK, or DRAIN when an operator wants it to take nothing new, or UNKNOWN_EXECUTABLES when they must be sent
-- include: clock
local worker, lease, incarnation, queues, which, size = unpack(ARGV, 1, 6)
local now = now_ms()
local described = key.worker(worker)
local known, before = unpack(redis.call('HMGET', described, 'known', 'incarnation'))
if which == 'SAME' and known ~= '1' then
  return 'UNKNOWN_EXECUTABLES'
end

local memory = 3600 * 1000
redis.call('ZADD', key.workers, now + tonumber(lease), worker)
redis.call('ZREMRANGEBYSCORE', key.workers, '-inf', now - memory)
if before ~= incarnation then
  redis.call('HDEL', described, 'drain') -- it was meant for the predecessor of this name
  redis.call('HSET', described, 'incarnation', incarnation, 'started', now)
end
redis.call('HSET', described, 'known', '1', 'seen', now, 'queues', queues, unpack(ARGV, 7, 6 + size))
redis.call('DEL', key.served(worker))
for queue in string.gmatch(queues, '%S+') do
  redis.call('SADD', key.served(worker), queue)
  redis.call('SADD', key.queues, queue)
end
if which == 'NEW' then
  redis.call('DEL', key.executables(worker))
  for i = 7 + size, #ARGV do
    redis.call('SADD', key.executables(worker), ARGV[i])
  end
end
for _, one in ipairs({ described, key.served(worker), key.executables(worker) }) do
  redis.call('PEXPIRE', one, memory)
end
if redis.call('HEXISTS', described, 'drain') == 0 then
  return 'WORK'
end
redis.call('SET', key.draining, 1, 'PX', memory)
return 'DRAIN'
