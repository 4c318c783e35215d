-- Removes what is left of final tasks whose time to be kept is over; Redis has dropped their hashes already.
-- KEYS  1 prefix of the partition
-- ARGV  1 most tasks of each final state
-- Returns how many were removed
-- include: clock
-- include: order
local most = tonumber(ARGV[1])
local now = now_ms()
local removed = 0
for state in pairs(final_states) do
  local over = redis.call('ZRANGEBYSCORE', index_of(state), '-inf', now, 'LIMIT', 0, most)
  for _, member in ipairs(over) do
    local id, sequence = kept(member)
    redis.call('ZREM', index_of(state), member)
    redis.call('XDEL', key.created, entry_of(sequence))
    redis.call('DEL', key.task(id))
  end
  if #over > 0 then
    redis.call('HINCRBY', key.counts, state, -#over)
    redis.call('HINCRBY', key.counts, 'expired', #over)
  end
  removed = removed + #over
end
return removed
