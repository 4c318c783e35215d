-- Moves the due time of a task that waits for one.
-- KEYS  1 prefix of the partition
-- ARGV  1 id, 2 new time (ms since 1970)
-- Returns OK, UNKNOWN or ILLEGAL_STATE
-- include: due
local id, at = ARGV[1], tonumber(ARGV[2])
local task = key.task(id)
local state = redis.call('HGET', task, field.state)
if not state then
  return 'UNKNOWN'
end
if not moves.become_due.from[state] then
  return 'ILLEGAL_STATE'
end
announce_due(at)
redis.call('ZADD', index_of(state), at, id)
redis.call('HSET', task, field.due, at)
return 'OK'
