-- move(transition, id, state, queue, score): takes a task out of the index of its state and into that of the
-- transition's end, and keeps the ledger and the totals. The caller has checked transition.from[state]; state '' is a new task.
-- queue is needed where either state is one without an index (it waits in a queue), score where the new one has one.
local function leave(id, state, queue)
  redis.call('HINCRBY', key.counts, state, -1)
  local index = index_of[state]
  if index then
    redis.call('ZREM', index, id)
    return
  end
  redis.call('HINCRBY', key.waiting, queue, -1)
  if redis.call('ZREM', key.parked_since, id) == 1 then
    local executable = redis.call('HGET', key.task(id), 'executable')
    if tonumber(redis.call('ZINCRBY', key.parked, -1, executable)) <= 0 then
      redis.call('ZREM', key.parked, executable)
    end
  end
end

local function move(transition, id, state, queue, score)
  if state ~= '' then
    leave(id, state, queue)
  end
  redis.call('HINCRBY', key.counts, transition.to, 1)
  redis.call('HINCRBY', key.totals, transition.name, 1)
  redis.call('HSET', key.task(id), 'state', transition.to)
  local index = index_of[transition.to]
  if index then
    redis.call('ZADD', index, score, id)
  else
    redis.call('HINCRBY', key.waiting, queue, 1)
  end
end
