-- Stores new tasks, each by itself.
-- KEYS  1 prefix of the partition
-- ARGV  1 bound on waiting tasks (0: none), 2 number of tasks; then for each task: id, start (ms since 1970, '' : now),
--       delay (ms, '' : none), queue, priority, request digest ('' : none), number of further values,
--       fields and values of its hash
-- Returns the time now, then for each task: ACCEPTED, EXISTS, CONFLICT or FULL
-- include: clock
-- include: accept
local max_waiting, tasks = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = now_ms()
local day = 86400

local function refusal(id, digest, stored)
  local known = digest ~= '' and redis.call('GET', key.request(id))
  if known and known ~= digest then
    return 'CONFLICT'
  end
  if known or redis.call('EXISTS', key.task(id)) == 1 then
    return 'EXISTS'
  end
  return max_waiting > 0 and stored >= max_waiting and 'FULL'
end

local answers = {}
local stored = max_waiting > 0 and waiting_tasks() or 0
local at_arg = 3
for _ = 1, tasks do
  local id, start, delay, queue, priority, digest, size = unpack(ARGV, at_arg, at_arg + 6)
  local fields = { unpack(ARGV, at_arg + 7, at_arg + 6 + size) }
  at_arg = at_arg + 7 + size
  local answer = refusal(id, digest, stored)
  if not answer then
    local at = tonumber(start) or now + (tonumber(delay) or 0)
    accept(id, math.max(at, now), now, queue, priority, fields)
    if digest ~= '' then
      redis.call('SET', key.request(id), digest, 'EX', day)
    end
    stored = stored + 1
    answer = 'ACCEPTED'
  end
  answers[#answers + 1] = answer
end
return { now, answers }
