-- Reads a task, and if it is not final, marks it so that its end is announced.
-- KEYS  1 prefix of the partition
-- ARGV  1 id
-- Returns the hash: fields and values; nothing when there is no such task
local id = ARGV[1]
local task = key.task(id)
local state = redis.call('HGET', task, field.state)
if state and not final_states[state] then
  redis.call('HSET', task, 'watched', 1)
end
return redis.call('HGETALL', task)
