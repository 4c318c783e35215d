-- include: gather
-- any_parked(): whether any task is kept aside for its executable; asked of Redis once a script.
local parked

local function any_parked()
  if parked == nil then
    parked = redis.call('EXISTS', key.parked) == 1
  end
  return parked
end

-- leave(id, state, queue, kept): takes a task out of the index of its state. What led to a pending one stays in its list, and is skipped
-- when it is met there.
local function leave(id, state, queue, kept)
  tally(key.counts, state, -1)
  local index = index_of(state)
  if index then
    quit(index, final_states[state] and kept or id)
    return
  end
  tally(key.pending, queue, -1)
  if any_parked() and redis.call('ZREM', key.parked_since, id) == 1 then
    local executable = redis.call('HGET', key.task(id), field.executable)
    if tonumber(redis.call('ZINCRBY', key.parked, -1, executable)) <= 0 then
      redis.call('ZREM', key.parked, executable)
    end
  end
end

-- move(transition, id, state, queue, score, fields, kept): takes a task out of the index of its state and into that of the
-- transition's end, and keeps the ledger and the totals. The caller has checked that it leads out of the state; state '' is a new task.
-- score: when that state ends; a pending task has none. fields: what else is written into its hash, or nil. kept: what stands for
-- the task in the index of a final state that it leaves or comes into (see include/order.lua).
local function move(transition, id, state, queue, score, fields, kept)
  if state ~= '' then
    leave(id, state, queue, kept)
  end
  local state_after = leads_to[transition]
  tally(key.counts, state_after, 1)
  tally(key.totals, transition, 1)
  redis.call('HSET', key.task(id), field.state, state_after, unpack(fields or {}))
  local index = index_of(state_after)
  if index then
    enter(index, score, final_states[state_after] and kept or id)
  else
    tally(key.pending, queue, 1)
  end
end
