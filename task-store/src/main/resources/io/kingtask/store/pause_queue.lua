-- Pauses a queue, used before or not: nothing is claimed from it any more.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue
-- Returns OK
local queue = ARGV[1]
redis.call('SADD', key.queues, queue)
redis.call('SADD', key.paused, queue)
return 'OK'
