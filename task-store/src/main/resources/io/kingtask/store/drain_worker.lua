-- Keeps that an operator wants a worker to take nothing new, or that he wants so no more, and tells the worker.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 DRAIN or WORK
-- Returns OK or UNKNOWN
local worker, wish = ARGV[1], ARGV[2]
local described = key.worker(worker)
if redis.call('EXISTS', described) == 0 then
  return 'UNKNOWN'
end
if wish == 'DRAIN' then
  redis.call('HSET', described, 'drain', 1)
  redis.call('SET', key.draining, 1, 'EX', 3600) -- as long as the worker is known without a heartbeat
else
  redis.call('HDEL', described, 'drain')
end
redis.call('PUBLISH', key.drain_news(worker), wish)
return 'OK'
