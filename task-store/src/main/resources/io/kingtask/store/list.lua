-- Looks through tasks from the newest on, a bounded number of them.
-- KEYS  1 prefix of the partition
-- ARGV  1 begin below this sequence number ('' : at the newest), 2 most matches, 3 most tasks to look at, 4 state, 5 queue,
--       6 executable, 7 text, 8 the text as JSON has it (for arguments); 4 to 8 '' : any
-- Returns sequence number to go on below ('' : all seen), then for each match: its sequence number, id, hash
--         (outputs cut to 1,024 bytes, no input), then whether it stopped because the matches are large together
local from, most, budget, state, queue, executable, text, json = unpack(ARGV)
most, budget = tonumber(most), tonumber(budget)
local matches, room = {}, 524288
local at_most = from == '' and '+inf' or '(' .. from

local function matches_text(task)
  local args, stdout, err = unpack(redis.call('HMGET', task, 'args', 'stdout', 'error'))
  return (args and string.find(args, json, 1, true))
    or (stdout and string.find(stdout, text, 1, true))
    or (err and string.find(err, text, 1, true))
end

local function wanted(task)
  local is = redis.call('HMGET', task, 'state', 'queue', 'executable')
  return is[1]
    and (state == '' or is[1] == state)
    and (queue == '' or is[2] == queue)
    and (executable == '' or is[3] == executable)
    and (text == '' or matches_text(task))
end

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

local seen = redis.call('ZREVRANGEBYSCORE', key.created, at_most, '-inf', 'WITHSCORES', 'LIMIT', 0, budget)
for i = 1, #seen, 2 do
  local task = key.task(seen[i])
  if wanted(task) then
    local fields, size = summary(task)
    matches[#matches + 1] = { seen[i + 1], seen[i], fields }
    room = room - size
    if #matches == most or room < 0 then
      return { i + 1 == #seen and #seen < 2 * budget and '' or seen[i + 1], matches, room < 0 and 1 or 0 }
    end
  end
end
return { #seen < 2 * budget and '' or seen[#seen], matches, 0 }
