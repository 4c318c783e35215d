-- Forgets a worker that has stopped.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker
-- Returns OK
local worker = ARGV[1]
redis.call('ZREM', key.workers, worker)
redis.call('DEL', key.worker(worker), key.served(worker), key.executables(worker))
return 'OK'
