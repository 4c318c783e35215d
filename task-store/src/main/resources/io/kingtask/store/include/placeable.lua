-- placeable(queue): the executables, 20 at most, that tasks are kept aside for and that a live worker of the queue has: he takes these
-- tasks before all others.
local function placeable(queue)
  local found = {}
  local wanted = redis.call('ZREVRANGE', key.parked, 0, 19)
  local workers = #wanted > 0 and redis.call('ZRANGEBYSCORE', key.workers, now_ms(), '+inf') or {}
  for _, executable in ipairs(wanted) do
    for _, worker in ipairs(workers) do
      if redis.call('SISMEMBER', key.executables(worker), executable) == 1
        and redis.call('SISMEMBER', key.served(worker), queue) == 1 then
        found[#found + 1] = executable
        break
      end
    end
  end
  return found
end
