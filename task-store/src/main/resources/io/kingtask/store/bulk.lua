-- Does to many tasks what an operator wants of them, or only counts.
-- KEYS  1 prefix of the partition
-- ARGV  1 CANCEL or RETRY, 2 DO or COUNT, then the ids
-- Returns how many of them there are, how many were (or would be) changed
-- include: clock
-- include: operator
local action, mode = ARGV[1], ARGV[2]
local now = now_ms()
local found, changed = 0, 0

local function allows(state)
  if action == 'CANCEL' then
    return moves.cancel.from[state] or moves.cancel_run.from[state]
  end
  return moves.retry_now.from[state]
end

for i = 3, #ARGV do
  local id = ARGV[i]
  local state = redis.call('HGET', key.task(id), field.state)
  if state then
    found = found + 1
    if allows(state) then
      changed = changed + 1
      if mode == 'DO' then
        (action == 'CANCEL' and cancel_task or retry_task)(id, now)
      end
    end
  end
end
return { found, changed }
