-- Renews the leases of a worker's runs.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 lease (ms), then for each run: id, fence
-- Returns for each run: OK, CANCEL (renewed, but its end is wanted) or NOT_OWNER
-- include: clock
local worker, lease = ARGV[1], tonumber(ARGV[2])
local ends = now_ms() + lease
local answers = {}
for i = 3, #ARGV, 2 do
  local id, fence = ARGV[i], ARGV[i + 1]
  local state, owner, current, cancel = unpack(redis.call('HMGET', key.task(id), field.state, 'worker', 'fence', 'cancel'))
  local answer = 'NOT_OWNER'
  if state and moves.succeed.from[state] and owner == worker and current == fence then
    redis.call('ZADD', index_of(state), ends, id)
    answer = cancel and 'CANCEL' or 'OK'
  end
  answers[#answers + 1] = answer
end
return answers
