-- waits_since(id): since when a pending task waits, and whether it was put back since, so that its place in its list says nothing of that;
-- nothing where the task is not pending: cancelled while it waited, or already run from another entry.
local function waits_since(id)
  local state, created, due, back =
    unpack(redis.call('HMGET', key.task(id), field.state, field.created, field.due, 'back'))
  if state and moves.claim.from[state] then
    return math.max(tonumber(due or created), tonumber(back) or 0), back
  end
end
