-- announce_due(at): tells the brokers when a task became due earlier than all others. To be called before it is added.
local earliest

local function announce_due(at)
  if not earliest then
    local first = redis.call('ZRANGE', key.due, 0, 0, 'WITHSCORES')
    earliest = tonumber(first[2] or math.huge)
  end
  if at < earliest then
    redis.call('PUBLISH', key.due_news, at)
    earliest = at
  end
end
