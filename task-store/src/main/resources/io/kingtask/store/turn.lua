-- Hands in the ends of a worker's runs and takes new tasks, which are leased and handed over with their payload; all in one step.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 lease (ms), 3 most tasks to take, 4 number of ends, then 13 values of each (see include/hand_in.lua),
--       then the queues to take from, in order
-- Returns the answers to the ends (see include/hand_in.lua), then the tasks (see include/take.lua)
-- include: clock
-- include: hand_in
-- include: take
local worker, lease, most, ends = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local values = 13
local common_priority = 4 -- of most tasks
local now = now_ms()
local answers, taken, queues = {}, {}, {}

-- Takes from a list until it is empty (true) or all slots are filled (false). What a damaged task keeps from being taken goes back.
local function drain(list)
  while #taken < most do
    local wanted = most - #taken
    local ids = redis.call('LPOP', list, wanted) or {}
    for i, id in ipairs(ids) do
      local done, task = pcall(take, id, worker, now, lease)
      if not done then
        for j = #ids, i + 1, -1 do
          push('LPUSH', list, ids[j])
        end
        error(task, 0)
      end
      taken[#taken + 1] = task
    end
    if #ids < wanted then
      return true
    end
  end
  return false
end

-- The same for priorities from one down to another: mostly there is nothing in any of them.
local function drain_priorities(queue, from, to)
  local lists = {}
  for priority = from, to, -1 do
    lists[#lists + 1] = key.queue(queue, priority)
  end
  local empty = true
  if #taken < most and redis.call('EXISTS', unpack(lists)) > 0 then
    for _, list in ipairs(lists) do
      empty = drain(list) and empty
    end
  end
  return empty and #taken < most
end

local function take_parked()
  if not any_parked() then
    return
  end
  for _, executable in ipairs(redis.call('ZINTER', 2, key.parked, key.executables(worker))) do
    for _, queue in ipairs(queues) do
      drain(key.parked_queue(queue, executable))
    end
  end
end

local function take_uncommon()
  for i = #queues, 1, -1 do
    if redis.call('SISMEMBER', key.paused, queues[i]) == 1 then
      table.remove(queues, i)
    end
  end
  take_parked()
end

-- Whether there are only tasks of the common priority, and nothing else to heed: so it mostly is, and one command tells.
local function is_common()
  if #queues > 100 then
    return false
  end
  local uncommon = { key.draining, key.paused, key.parked }
  for _, queue in ipairs(queues) do
    for priority = 9, 0, -1 do
      if priority ~= common_priority then
        uncommon[#uncommon + 1] = key.queue(queue, priority)
      end
    end
  end
  return redis.call('EXISTS', unpack(uncommon)) == 0
end

local function drain_queues(common)
  for _, queue in ipairs(queues) do
    local empty = common or drain_priorities(queue, 9, common_priority + 1)
    empty = drain(key.queue(queue, common_priority)) and empty
    empty = (common or drain_priorities(queue, common_priority - 1, 0)) and empty
    if empty then
      redis.call('DEL', key.wake(queue)) -- nothing left to wake anyone for
    end
  end
end

local function claim()
  local common = is_common()
  if common then
    parked = false
  else
    -- An operator may want the worker to take nothing new.
    if redis.call('HEXISTS', key.worker(worker), 'drain') == 1 then
      return
    end
    take_uncommon()
  end
  drain_queues(common)
end

for i = 1, ends do
  local first = 5 + (i - 1) * values
  answers[i] = hand_in(worker, now, unpack(ARGV, first, first + values - 1))
end
if most > 0 then
  queues = { unpack(ARGV, 5 + ends * values) }
  claim()
end
return { answers, taken }
