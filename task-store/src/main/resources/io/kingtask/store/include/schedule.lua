-- set_next(name, next_firing): says when a schedule fires next; '' : not again.
local function set_next(name, next_firing)
  redis.call('HSET', key.schedule(name), 'next', next_firing)
  if next_firing == '' then
    redis.call('ZREM', key.schedules_due, name)
  else
    redis.call('ZADD', key.schedules_due, next_firing, name)
  end
end

-- announce_change(name): gives a schedule a new revision, and tells the brokers.
local function announce_change(name)
  local revision = redis.call('INCR', key.schedule_changes)
  if redis.call('EXISTS', key.schedule(name)) == 1 then
    redis.call('HSET', key.schedule(name), 'revision', revision)
  end
  redis.call('PUBLISH', key.schedule_news, name)
end
