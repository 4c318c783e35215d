-- Cancels pending tasks of a queue that wait since a moment or longer, oldest first, a bounded number of them.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue, 2 the moment (ms since 1970), 3 most entries of its lists to take out
-- Returns how many were cancelled, whether there may be more
-- include: clock
-- include: finality
-- include: lists
-- include: waiting
local queue, moment, most = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local most_kept, executables = 1000, 1000
local now = now_ms()
local cancelled, out = 0, 0

-- Takes a list's entries out until one came after the moment, and with it all behind it; what was put back since stands before older ones.
local function purge(list)
  local stays = {}
  while out < most and #stays < most_kept do
    local id = redis.call('LPOP', list)
    if not id then
      break
    end
    local since, back = waits_since(id)
    if since and since > moment then
      stays[#stays + 1] = id
      if not back then
        break
      end
    else
      out = out + 1
      if since then
        finish_task(moves.cancel, id, redis.call('HGET', key.task(id), field.state), queue, now, '', { 'cause', 'cancelled' })
        cancelled = cancelled + 1
      end
    end
  end
  for i = #stays, 1, -1 do
    redis.call('LPUSH', list, stays[i])
  end
end

for _, list in ipairs(lists_of(queue, executables)) do
  purge(list)
end
return { cancelled, out == most and 1 or 0 }
