-- include: clock
-- include: due
-- include: enqueue
-- include: move
-- include: order
-- waiting_tasks(): scheduled, pending and retrying tasks of the partition.
local function waiting_tasks()
  local sum = 0
  for state in pairs(waiting_states) do
    sum = sum + (tonumber(redis.call('HGET', key.counts, state)) or 0)
  end
  return sum
end

-- accept(id, at, now, queue, priority, fields): stores a new task, due at a moment or now, and puts it where it waits. fields: what the
-- submission says, fields and values of its hash.
local known_queues = {}

local function accept(id, at, now, queue, priority, fields)
  local sequence = text(redis.call('INCR', key.sequence))
  local function keep(name, value, absent)
    if value ~= absent then
      fields[#fields + 1], fields[#fields + 2] = name, value
    end
  end
  keep(field.sequence, sequence)
  keep(field.created, text(now))
  keep(field.due, text(at), text(now))
  keep(field.queue, queue, default.queue)
  keep(field.priority, priority, default.priority)
  append(sequence, id)
  tally(key.counts, 'accepted', 1)
  if not known_queues[queue] then
    redis.call('SADD', key.queues, queue)
    known_queues[queue] = true
  end
  if at > now then
    announce_due(at)
    move(moves.schedule, id, '', queue, text(at), fields)
  else
    move(moves.accept, id, '', queue, nil, fields)
    enqueue(id, queue, priority, 'RPUSH')
  end
end
