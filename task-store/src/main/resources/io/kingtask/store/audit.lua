-- Counts tasks by looking at each of them, a bounded number a call, and finds those whose index contradicts their state.
-- KEYS  1 prefix of the partition
-- ARGV  1 begin above this sequence number, 2 most tasks to look at
-- Returns sequence number to go on above ('' : all seen), the ledger (names and numbers), the count (states and numbers),
--         ids in doubt
-- include: clock
-- include: order
local from, budget = ARGV[1], tonumber(ARGV[2])
local now = now_ms()
local count, doubt = {}, {}

local function add(state)
  count[state] = (count[state] or 0) + 1
end

-- A final task is dropped by Redis at its time; until the broker trims it, its index still tells what it was.
local function dropped(id, sequence)
  for state in pairs(final_states) do
    local ends = redis.call('ZSCORE', index_of(state), kept_as(id, sequence))
    if ends and tonumber(ends) <= now then
      return state
    end
  end
end

-- For a pending task its queue is audited (see audit_queue.lua).
local function is_indexed(id, sequence, state)
  local index = index_of(state)
  return not index or redis.call('ZSCORE', index, final_states[state] and kept_as(id, sequence) or id)
end

local seen = redis.call('XRANGE', key.created, '(' .. entry_of(from), '+', 'COUNT', budget)
local last
for _, entry in ipairs(seen) do
  local sequence, id = accepted(entry)
  local state = redis.call('HGET', key.task(id), field.state)
  last = text(sequence)
  if state and is_indexed(id, last, state) then
    add(state)
  elseif not state and dropped(id, last) then
    add(dropped(id, last))
  else
    doubt[#doubt + 1] = id
  end
end

local counted = {}
for state, number in pairs(count) do
  counted[#counted + 1] = state
  counted[#counted + 1] = tostring(number)
end
return { #seen < budget and '' or last, redis.call('HGETALL', key.counts), counted, doubt }
