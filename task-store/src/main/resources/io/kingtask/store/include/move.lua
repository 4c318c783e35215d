-- include: tally
-- any_parked(): whether any task is kept aside for its executable; asked of Redis once a script.
local parked

local function any_parked()
  if parked == nil then
    parked = redis.call('EXISTS', key.parked) == 1
  end
  return parked
end

-- leave(id, state, queue): takes a task out of the index of its state.
local function leave(id, state, queue)
  tally(key.counts, state, -1)
  local index = index_of[state]
  if index then
    redis.call('ZREM', index, id)
    return
  end
  redis.call('ZREM', key.pending(queue), id)
  if any_parked() and redis.call('ZREM', key.parked_since, id) == 1 then
    local executable = redis.call('HGET', key.task(id), 'executable')
    if tonumber(redis.call('ZINCRBY', key.parked, -1, executable)) <= 0 then
      redis.call('ZREM', key.parked, executable)
    end
  end
end

-- move(transition, id, state, queue, score, fields): takes a task out of the index of its state and into that of the
-- transition's end, and keeps the ledger and the totals. The caller has checked transition.from[state]; state '' is a new task.
-- score: when that state ends, or for a pending task since when it waits. fields: what else is written into its hash, or nil.
local function move(transition, id, state, queue, score, fields)
  if state ~= '' then
    leave(id, state, queue)
  end
  tally(key.counts, transition.to, 1)
  tally(key.totals, transition.name, 1)
  redis.call('HSET', key.task(id), 'state', transition.to, unpack(fields or {}))
  redis.call('ZADD', index_of[transition.to] or key.pending(queue), score, id)
end
