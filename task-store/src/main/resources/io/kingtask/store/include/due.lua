-- announce_due(at): tells the brokers when a task became due earlier than all others. To be called before it is added.
local function announce_due(at)
  local first = redis.call('ZRANGE', key.due, 0, 0, 'WITHSCORES')
  if not first[2] or at < tonumber(first[2]) then
    redis.call('PUBLISH', key.due_news, at)
  end
end
