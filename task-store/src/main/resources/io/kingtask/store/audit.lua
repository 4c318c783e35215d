-- Counts tasks by looking at each of them, a bounded number a call, and finds those whose index contradicts their state.
-- KEYS  1 prefix of the partition
-- ARGV  1 begin above this sequence number, 2 most tasks to look at
-- Returns sequence number to go on above ('' : all seen), the ledger (names and numbers), the count (states and numbers),
--         ids in doubt
-- include: clock
local from, budget = ARGV[1], tonumber(ARGV[2])
local now = now_ms()
local count, doubt = {}, {}

local function add(state)
  count[state] = (count[state] or 0) + 1
end

-- A final task is dropped by Redis at its time; until the broker trims it, its index still tells what it was.
local function dropped(id)
  for state in pairs(final_states) do
    local ends = redis.call('ZSCORE', index_of[state], id)
    if ends and tonumber(ends) <= now then
      return state
    end
  end
end

local seen = redis.call('ZRANGEBYSCORE', key.created, '(' .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, budget)
for i = 1, #seen, 2 do
  local id = seen[i]
  local state, queue = unpack(redis.call('HMGET', key.task(id), 'state', 'queue'))
  if state and redis.call('ZSCORE', index_of[state] or key.pending(queue), id) then
    add(state)
  elseif not state and dropped(id) then
    add(dropped(id))
  else
    doubt[#doubt + 1] = id
  end
end

local counted = {}
for state, number in pairs(count) do
  counted[#counted + 1] = state
  counted[#counted + 1] = tostring(number)
end
return { #seen < 2 * budget and '' or seen[#seen], redis.call('HGETALL', key.counts), counted, doubt }
