-- Fails tasks that no live worker of their queue has the executable for.
-- KEYS  1 prefix of the partition
-- ARGV  1 patience (ms), 2 most tasks to look at
-- Returns the ids of those that failed
-- include: clock
-- include: finality
local patience, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = now_ms()
local failed = {}
local ids = redis.call('ZRANGEBYSCORE', key.parked_since, '-inf', now - patience, 'LIMIT', 0, most)
local workers = #ids > 0 and redis.call('ZRANGEBYSCORE', key.workers, now, '+inf') or {}

-- Whether there is anyone who could run it if he had it, and whether any of these has it.
local function prospects(queue, executable)
  local served = false
  for _, worker in ipairs(workers) do
    if redis.call('SISMEMBER', key.served(worker), queue) == 1 then
      served = true
      if redis.call('SISMEMBER', key.executables(worker), executable) == 1 then
        return served, true
      end
    end
  end
  return served, false
end

for _, id in ipairs(ids) do
  local state, queue, executable = unpack(redis.call('HMGET', key.task(id), field.state, field.queue, field.executable))
  queue = queue or default.queue
  if not state then
    redis.call('ZREM', key.parked_since, id)
  else
    local served, found = prospects(queue, executable)
    if served and not found and moves.give_up.from[state] then
      local sentence = 'no worker has the executable ' .. executable
      finish_task(moves.give_up, id, state, queue, now, '', { 'cause', 'not_found', 'error', sentence })
      failed[#failed + 1] = id
    else
      redis.call('ZADD', key.parked_since, now, id) -- its patience begins anew
    end
  end
end
return failed
