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
local now = now_ms()
local answers, taken, queues = {}, {}, {}

-- Takes from a list of a queue until it is empty (true) or all slots are filled (false).
local function drain(list, queue)
  while #taken < most do
    local id = redis.call('LPOP', list)
    if not id then
      return true
    end
    taken[#taken + 1] = take(id, queue, worker, now, lease)
  end
  return false
end

local function take_parked()
  if redis.call('EXISTS', key.parked) == 0 then
    return
  end
  for _, executable in ipairs(redis.call('ZINTER', 2, key.parked, key.executables(worker))) do
    for _, queue in ipairs(queues) do
      drain(key.parked_queue(queue, executable), queue)
    end
  end
end

local function drain_queues()
  for _, queue in ipairs(queues) do
    local empty = true
    for priority = 9, 0, -1 do
      empty = drain(key.queue(queue, priority), queue) and empty
    end
    if empty then
      redis.call('DEL', key.wake(queue)) -- nothing left to wake anyone for
    end
  end
end

for i = 1, ends do
  local first = 5 + (i - 1) * values
  answers[i] = hand_in(worker, now, unpack(ARGV, first, first + values - 1))
end
-- An operator may want the worker to take nothing new.
if most > 0 and redis.call('HEXISTS', key.worker(worker), 'drain') == 0 then
  for i = 5 + ends * values, #ARGV do
    if redis.call('SISMEMBER', key.paused, ARGV[i]) == 0 then
      queues[#queues + 1] = ARGV[i]
    end
  end
  take_parked()
  drain_queues()
end
return { answers, taken }
