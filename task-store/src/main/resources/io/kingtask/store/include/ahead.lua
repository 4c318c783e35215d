-- include: waiting
-- ahead_of(queue, priority, id, since, room): counts the pending tasks that would be claimed from a queue before a task, looking at `room`
-- entries of its lists at most. Of the list of the task's own priority those count that stand before it, or where it stands in
-- another partition (id ''), those that wait for longer.
-- Returns their number, and whether these are all
local function ahead_of(queue, priority, id, since, room)
  local ahead, counted = 0, {}

  -- Answers whether the list was seen up to the task, or to its end.
  local function count(list, longer_than)
    local at = 0
    while room > 0 do
      local ids = redis.call('LRANGE', list, at, at + math.min(room, 1000) - 1)
      if #ids == 0 then
        return true
      end
      for _, one in ipairs(ids) do
        if one == id then
          return true
        end
        local waits = waits_since(one)
        if waits and not counted[one] and (not longer_than or waits < longer_than) then
          counted[one] = true
          ahead = ahead + 1
        end
      end
      at, room = at + #ids, room - #ids
    end
    return redis.call('LLEN', list) <= at
  end

  local all = true
  for _, executable in ipairs(placeable(queue)) do
    all = count(key.parked_queue(queue, executable)) and all
  end
  for higher = 9, priority + 1, -1 do
    all = count(key.queue(queue, higher)) and all
  end
  all = count(key.queue(queue, priority), id == '' and since) and all
  return ahead, all
end
