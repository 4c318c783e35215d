-- waiting_tasks(): scheduled, pending and retrying tasks of the partition.
local function waiting_tasks()
  local sum = 0
  for state in pairs(waiting_states) do
    sum = sum + (tonumber(redis.call('HGET', key.counts, state)) or 0)
  end
  return sum
end

-- accept(id, at, now, queue, priority, fields): stores a new task, due at a moment or now, and puts it where it waits.
local function accept(id, at, now, queue, priority, fields)
  redis.call('HSET', key.task(id), 'created', now, 'queue', queue, 'priority', priority, 'due', at, unpack(fields))
  redis.call('ZADD', key.created, redis.call('INCR', key.sequence), id)
  redis.call('HINCRBY', key.counts, 'accepted', 1)
  redis.call('SADD', key.queues, queue)
  if at > now then
    announce_due(at)
    move(moves.schedule, id, '', queue, at)
  else
    move(moves.accept, id, '', queue, now)
    enqueue(id, queue, priority, 'RPUSH')
  end
end
