-- Looks through tasks from the newest on, a bounded number of them.
-- KEYS  1 prefix of the partition
-- ARGV  1 begin below this sequence number ('' : at the newest), 2 most matches, 3 most tasks to look at, 4 what is wanted
--       of each: TASK or ID, then what to look for: 5 states, 6 queue, 7 executable, 8 cause, 9 worker, 10 since,
--       11 before, 12 text, 13 the text as JSON has it; see include/search.lua
-- Returns sequence number to go on below ('' : all seen), then for each match: its sequence number, id, hash
--         (outputs cut to 1,024 bytes, no input; empty for ID), then whether it stopped because the matches are large
--         together
-- include: search
local from, most, budget, form = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local wish = {}
wish.states, wish.queue, wish.executable, wish.cause, wish.worker, wish.since, wish.before, wish.text, wish.json =
  unpack(ARGV, 5, 13)
local matches, room = {}, 524288

local function summary(task)
  local fields = redis.call('HGETALL', task)
  local short, size = {}, 0
  for i = 1, #fields, 2 do
    local name, value = fields[i], fields[i + 1]
    if name == 'stdout' or name == 'error' then
      value = string.sub(value, 1, 1024)
    end
    if name ~= 'stdin' and name ~= 'env' then
      short[#short + 1] = name
      short[#short + 1] = value
      size = size + #value
    end
  end
  return short, size
end

local place = search(from, budget, wish, function(sequence, id, task)
  local fields, size = {}, 0
  if form == 'TASK' then
    fields, size = summary(task)
  end
  matches[#matches + 1] = { sequence, id, fields }
  room = room - size
  return #matches == most or room < 0
end)
return { place, matches, room < 0 and 1 or 0 }
