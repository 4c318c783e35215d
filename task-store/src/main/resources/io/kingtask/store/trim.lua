-- Removes what is left of final tasks whose time to be kept is over; Redis has dropped their hashes already.
-- KEYS  1 prefix of the partition
-- ARGV  1 most tasks of each final state
-- Returns how many were removed
-- include: clock
local most = tonumber(ARGV[1])
local now = now_ms()
local removed = 0
for state in pairs(final_states) do
  local ids = redis.call('ZRANGEBYSCORE', index_of[state], '-inf', now, 'LIMIT', 0, most)
  for _, id in ipairs(ids) do
    redis.call('ZREM', index_of[state], id)
    redis.call('ZREM', key.created, id)
    redis.call('DEL', key.task(id))
  end
  if #ids > 0 then
    redis.call('HINCRBY', key.counts, state, -#ids)
    redis.call('HINCRBY', key.counts, 'expired', #ids)
  end
  removed = removed + #ids
end
return removed
