-- Keeps what a program said of its progress.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 id, 3 fence, 4 progress, 5 message ('' : none)
-- Returns OK or NOT_OWNER
local worker, id, fence, progress, message = unpack(ARGV)
local task = key.task(id)
local state, owner, current = unpack(redis.call('HMGET', task, field.state, 'worker', 'fence'))
if not (state and moves.succeed.from[state]) or owner ~= worker or current ~= fence then
  return 'NOT_OWNER'
end
redis.call('HSET', task, 'progress', progress, 'message', message)
return 'OK'
