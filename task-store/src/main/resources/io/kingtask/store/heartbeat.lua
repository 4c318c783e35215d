-- Says that a worker lives, and what it can do.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 lease (ms), 3 queues (separated by blanks), 4 SAME or NEW (executables follow), 5 number of fields
--       and values, these (of the worker's description), then the executables
-- Returns OK, or UNKNOWN_EXECUTABLES when they must be sent
-- include: clock
local worker, lease, queues, which, size = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], tonumber(ARGV[5])
local now = now_ms()
local described = key.worker(worker)
if which == 'SAME' and redis.call('HGET', described, 'known') ~= '1' then
  return 'UNKNOWN_EXECUTABLES'
end

local memory = 3600 * 1000
redis.call('ZADD', key.workers, now + lease, worker)
redis.call('ZREMRANGEBYSCORE', key.workers, '-inf', now - memory)
redis.call('HSET', described, 'known', '1', 'seen', now, 'queues', queues, unpack(ARGV, 6, 5 + size))
redis.call('DEL', key.served(worker))
for queue in string.gmatch(queues, '%S+') do
  redis.call('SADD', key.served(worker), queue)
end
if which == 'NEW' then
  redis.call('DEL', key.executables(worker))
  for i = 6 + size, #ARGV do
    redis.call('SADD', key.executables(worker), ARGV[i])
  end
end
for _, one in ipairs({ described, key.served(worker), key.executables(worker) }) do
  redis.call('PEXPIRE', one, memory)
end
return 'OK'
