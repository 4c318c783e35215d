-- Groups failed tasks by what failed and how.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue ('' : any), 2 executable ('' : any), then the tasks as their index has them
-- include: order
-- Returns how many of them were looked at (fewer when their errors are large), then for each group: executable, cause,
--         first line of the error with '#' for digits, number of tasks, first end, last end, id of the latest
local queue, executable = ARGV[1], ARGV[2]
local longest, room = 800, 4194304
local groups, order, looked = {}, {}, 0

local function group_of(name, cause, err)
  local line = string.gsub(string.sub(string.match(err, '^[^\r\n]*'), 1, longest), '%d+', '#')
  local id = name .. '\0' .. cause .. '\0' .. line
  if not groups[id] then
    groups[id] = { name, cause, line, 0, 0, 0, '' }
    order[#order + 1] = groups[id]
  end
  return groups[id]
end

for i = 3, #ARGV do
  local id = kept(ARGV[i])
  local state, name, cause, err, ended, place =
    unpack(redis.call('HMGET', key.task(id), field.state, field.executable, 'cause', 'error', 'finished', field.queue))
  looked = looked + 1
  room = room - #(err or '')
  if
    state and state == leads_to[moves.fail] and (queue == '' or (place or default.queue) == queue) and (executable == '' or name == executable)
  then
    local group, at = group_of(name, cause or '', err or ''), tonumber(ended)
    group[4] = group[4] + 1
    group[5] = (group[5] == 0 or at < group[5]) and at or group[5]
    if at >= group[6] then
      group[6], group[7] = at, id
    end
  end
  if room < 0 then
    break
  end
end
return { looked, order }
