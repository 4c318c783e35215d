-- Writes that are gathered while a script runs and made when it ends (see ScriptSource), so that many tasks cost few commands. A script moves
-- a task once at most, and what it reads of what it has gathered it reads after write_gathered().
--   tally(hash, name, by)       adds to a number of the ledger or the totals
--   enter(index, score, member) puts into a sorted set
--   quit(index, member)         takes out of a sorted set
--   push(command, list, id)     puts into a list ('RPUSH': at the end, 'LPUSH': at the head)
--   wake(queue)                 wakes a worker of a queue; a bounded number of wake-ups is kept, for one that wakes takes all it has slots for
local tallies, entries, exits, pushes, wakes = {}, {}, {}, {}, {}
local frees = false
local most_values, most_wakes = 1000, 64

local function gathered(by_key, name)
  local values = by_key[name] or {}
  by_key[name] = values
  return values
end

local function tally(hash, name, by)
  local sums = gathered(tallies, hash)
  sums[name] = (sums[name] or 0) + by
end

local function enter(index, score, member)
  local pairs_of = gathered(entries, index)
  pairs_of[#pairs_of + 1] = score
  pairs_of[#pairs_of + 1] = member
end

-- The first goes at once: where Redis' memory is full it lets a script write only behind a command that needs none.
local function quit(index, member)
  if not frees then
    redis.call('ZREM', index, member)
    frees = true
    return
  end
  local members = gathered(exits, index)
  members[#members + 1] = member
end

local function push(command, list, id)
  local ids = gathered(gathered(pushes, command), list)
  ids[#ids + 1] = id
end

local function wake(queue)
  wakes[queue] = math.min((wakes[queue] or 0) + 1, most_wakes)
end

local function write_values(command, by_key)
  for name, values in pairs(by_key) do
    for from = 1, #values, most_values do
      redis.call(command, name, unpack(values, from, math.min(from + most_values - 1, #values)))
    end
  end
end

local function write_wakes()
  for queue, wanted in pairs(wakes) do
    local list = key.wake(queue)
    local tokens = {}
    for i = 1, math.min(wanted, most_wakes - redis.call('LLEN', list)) do
      tokens[i] = '1'
    end
    if #tokens > 0 then
      redis.call('RPUSH', list, unpack(tokens))
    end
  end
end

local function write_gathered()
  write_values('ZREM', exits)
  write_values('ZADD', entries)
  for command, lists in pairs(pushes) do
    write_values(command, lists)
  end
  write_wakes()
  for hash, sums in pairs(tallies) do
    for name, by in pairs(sums) do
      if by ~= 0 then
        redis.call('HINCRBY', hash, name, string.format('%d', by))
      end
    end
  end
  tallies, entries, exits, pushes, wakes = {}, {}, {}, {}, {}
end
