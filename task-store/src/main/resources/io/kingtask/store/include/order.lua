-- The order of acceptance is a stream, `created`: the entry of a task is its sequence number, with its id as the only field. XADD gives no
-- numbers behind a fixed first half before Redis 7, so the number comes from INCR.

-- entry_of(sequence): the name of a task's entry.
local function entry_of(sequence)
  return '0-' .. sequence
end

-- append(sequence, id): puts a new task at the end of the order.
local function append(sequence, id)
  redis.call('XADD', key.created, entry_of(sequence), 'i', id)
end

-- accepted(entry): sequence number and id of the task of an entry.
local function accepted(entry)
  return tonumber(string.sub(entry[1], 3)), entry[2][2]
end

-- kept_as(id, sequence): what stands for a task in the index of a final state: the trimming needs both when the hash is gone already.
local function kept_as(id, sequence)
  return id .. ' ' .. sequence
end

-- kept(member): id and sequence number of what stands there.
local function kept(member)
  return string.match(member, '^(%S+) (%d+)$')
end
