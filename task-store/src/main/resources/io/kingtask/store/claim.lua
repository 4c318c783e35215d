-- Takes tasks, leases them and hands over their payload, all in one step.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 lease (ms), 3 most tasks to take, then the queues in order
-- Returns for each task: id and the values named in `payload`
-- include: clock
-- include: move
-- include: fence
-- include: time
local worker, lease, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local now = now_ms()
local payload = {
  'fence', 'executable', 'args', 'queue', 'attempt', 'retry', 'started', 'timeout', 'stdin', 'env', 'rule', 'traceparent',
  'sha256',
}
local fields = { 'state', 'due', 'back', unpack(payload) }
local place = {}
for i, name in ipairs(fields) do
  place[name] = i
end
local taken = {}

local function take(id, from)
  local task = key.task(id)
  local is = redis.call('HMGET', task, unpack(fields))
  local state, attempt = is[place.state], tonumber(is[place.attempt]) or 0
  if not state then
    redis.call('ZREM', key.pending(from), id) -- its hash is gone: nothing to run
    return
  end
  if not moves.claim.from[state] then
    return -- cancelled while it waited, or already run from another entry
  end
  move(moves.claim, id, state, is[place.queue], now + lease)
  count_time('wait', now - math.max(tonumber(is[place.due]), tonumber(is[place.back]) or 0))
  if attempt > 0 then
    redis.call('HDEL', task, 'stdout', 'stdout_gap', 'error', 'error_gap', 'exit_code', 'signal', 'cause', 'progress',
      'message')
  end
  is[place.attempt] = string.format('%d', attempt + 1)
  is[place.fence] = string.format('%.0f', next_fence(is[place.fence], now))
  is[place.started] = string.format('%.0f', now)
  redis.call('HSET', task, 'attempt', is[place.attempt], 'fence', is[place.fence], 'worker', worker, 'started', now)
  taken[#taken + 1] = { id, unpack(is, #fields - #payload + 1) }
end

-- Takes from a list of a queue until it is empty (true) or all slots are filled (false).
local function drain(list, queue)
  while #taken < most do
    local id = redis.call('LPOP', list)
    if not id then
      return true
    end
    take(id, queue)
  end
  return false
end

local function take_parked(queues)
  if redis.call('EXISTS', key.parked) == 0 then
    return
  end
  for _, executable in ipairs(redis.call('ZINTER', 2, key.parked, key.executables(worker))) do
    for _, queue in ipairs(queues) do
      drain(key.parked_queue(queue, executable), queue)
    end
  end
end

if redis.call('HEXISTS', key.worker(worker), 'drain') == 1 then
  return taken -- an operator wants it to take nothing new
end
local queues = {}
for i = 4, #ARGV do
  if redis.call('SISMEMBER', key.paused, ARGV[i]) == 0 then
    queues[#queues + 1] = ARGV[i]
  end
end
take_parked(queues)
for _, queue in ipairs(queues) do
  local empty = true
  for priority = 9, 0, -1 do
    empty = drain(key.queue(queue, priority), queue) and empty
  end
  if empty then
    redis.call('DEL', key.wake(queue)) -- nothing left to wake anyone for
  end
end
return taken
