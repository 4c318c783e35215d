-- include: clock
-- include: order
-- search(from, budget, wish, take): looks through tasks from the newest on, below the sequence number `from` ('' : at the
-- newest), a bounded number and size of them, and calls take(sequence, id, task) for each that the wish wants; take
-- answers true to stop. Returns the sequence number to go on below, '' when all were seen.
-- wish: states (separated by blanks), queue, executable, cause, worker, since, before (ms), text, json (the text as JSON
-- has it, for arguments); each '' : any
local small_index = 1000 -- ids; a larger index is not looked up, for the walk finds its tasks soon
local readable = 4194304 -- bytes of outputs and arguments that are searched at a time
local clock_steps = 600000 -- ms by which the order of acceptance may contradict the clock

-- The tasks of few states that have small indexes: sequence numbers and ids, newest first; nothing where it is not so.
local function indexed(from, states)
  local indexes, below, found = {}, from == '' and math.huge or tonumber(from), {}
  for state in pairs(states) do
    local index = index_of(state)
    if not index or redis.call('ZCARD', index) > small_index then
      return nil
    end
    indexes[index] = final_states[state] or false
  end
  for index, is_final in pairs(indexes) do
    for _, member in ipairs(redis.call('ZRANGE', index, 0, -1)) do
      local id, sequence = member, nil
      if is_final then
        id, sequence = kept(member)
      else
        sequence = redis.call('HGET', key.task(id), field.sequence)
      end
      sequence = tonumber(sequence or nil)
      if sequence and sequence < below then
        found[#found + 1] = { sequence, id }
      end
    end
  end
  table.sort(found, function(one, other) return one[1] > other[1] end)
  return found
end

local function walked(from, budget)
  local at_most, found = from == '' and '+' or '(' .. entry_of(from), {}
  for _, entry in ipairs(redis.call('XREVRANGE', key.created, at_most, '-', 'COUNT', budget)) do
    found[#found + 1] = { accepted(entry) }
  end
  return found
end

local function search(from, budget, wish, take)
  local states, fields, values, absent = {}, { field.state }, {}, {}
  local timed = wish.since ~= '' or wish.before ~= ''
  for state in string.gmatch(wish.states, '%S+') do
    states[state] = true
  end
  for name, place in pairs({ queue = field.queue, executable = field.executable, cause = 'cause', worker = 'worker' }) do
    if wish[name] ~= '' then
      fields[#fields + 1] = place
      values[#fields] = wish[name]
      absent[#fields] = name == 'queue' and default.queue
    end
  end
  if timed then
    fields[#fields + 1] = field.created
  end
  local since, before, room = tonumber(wish.since) or 0, tonumber(wish.before) or math.huge, readable

  local function has_text(task)
    local args, out, err = unpack(redis.call('HMGET', task, field.args, 'stdout', 'error'))
    room = room - #(args or '') - #(out or '') - #(err or '')
    return (args and string.find(args, wish.json, 1, true))
      or (out and string.find(out, wish.text, 1, true))
      or (err and string.find(err, wish.text, 1, true))
  end

  local function wants(task, is)
    if not is[1] or (wish.states ~= '' and not states[is[1]]) then
      return false
    end
    for i, value in pairs(values) do
      if (is[i] or absent[i]) ~= value then
        return false
      end
    end
    local created = timed and tonumber(is[#fields])
    return (not timed or (created >= since and created < before)) and (wish.text == '' or has_text(task))
  end

  local found = wish.states ~= '' and indexed(from, states)
  local all = found and #found <= budget
  found = found or walked(from, budget)
  for i = 1, math.min(#found, budget) do
    local task = key.task(found[i][2])
    local is = redis.call('HMGET', task, unpack(fields))
    if (wants(task, is) and take(string.format('%.0f', found[i][1]), found[i][2], task)) or room < 0 then
      local last = i == #found and (all or #found < budget)
      return last and '' or string.format('%.0f', found[i][1])
    end
    if timed and is[1] and tonumber(is[#fields]) < since - clock_steps then
      return ''
    end
  end
  return (all or #found < budget) and '' or string.format('%.0f', found[budget][1])
end
