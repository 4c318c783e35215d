-- enqueue(id, queue, priority, push): puts a pending task into its queue ('RPUSH': at the end, 'LPUSH': at the head) and
-- wakes one worker. A bounded number of wake-ups is kept, for a worker that wakes takes all it has slots for.
local function wake(queue, most)
  if redis.call('LLEN', key.wake(queue)) < most then
    redis.call('RPUSH', key.wake(queue), '1')
  end
end

local function enqueue(id, queue, priority, push)
  redis.call(push, key.queue(queue, priority), id)
  wake(queue, 64)
end
