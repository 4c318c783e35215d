-- Reads how queues stand, and drops entries of tasks that are not pending any more from the heads of their lists.
-- KEYS  1 prefix of the partition
-- ARGV  the queues
-- Returns the time now, then for each queue: whether it is known, whether it is paused, its pending tasks, since when
--         the oldest of these waits ('' : there is none)
-- include: clock
-- include: lists
-- include: waiting
local room, executables = 1000, 100

-- A list is in the order of waiting but for what was put back.
local function oldest_in(list)
  local place, oldest = 0, nil
  for _ = 1, room do
    local id = redis.call('LINDEX', list, place)
    if not id then
      return oldest
    end
    local since, back = waits_since(id)
    if since then
      oldest = math.min(since, oldest or since)
      if not back then
        return oldest
      end
    end
    if since or place > 0 then
      place = place + 1
    else
      redis.call('LPOP', list)
    end
  end
  return oldest
end

local function oldest_of(queue)
  local oldest
  for _, list in ipairs(lists_of(queue, executables)) do
    local since = oldest_in(list)
    oldest = since and math.min(since, oldest or since) or oldest
  end
  return oldest and text(oldest) or ''
end

local states = {}
for _, queue in ipairs(ARGV) do
  local pending = tonumber(redis.call('HGET', key.pending, queue) or 0)
  states[#states + 1] = {
    redis.call('SISMEMBER', key.queues, queue),
    redis.call('SISMEMBER', key.paused, queue),
    pending,
    pending > 0 and oldest_of(queue) or '',
  }
end
return { now_ms(), states }
