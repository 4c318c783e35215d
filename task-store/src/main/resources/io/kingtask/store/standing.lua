-- Reads where a task stands.
-- KEYS  1 prefix of the partition
-- ARGV  1 id, 2 most entries of its queue to look at
-- Returns the hash (fields and values; nothing when there is no such task), the time now, when its lease ends ('' : it has none),
--         whether its queue is paused, whether it is kept aside for its executable, since when it waits ('' : it is not pending),
--         the number of tasks before it, whether these are all
-- include: clock
-- include: placeable
-- include: ahead
-- include: waiting
local id, room = ARGV[1], tonumber(ARGV[2])
local state, queue, priority = unpack(redis.call('HMGET', key.task(id), field.state, field.queue, field.priority))
if not state then
  return { {} }
end
queue, priority = queue or default.queue, priority or default.priority
local since = waits_since(id)
local aside = redis.call('ZSCORE', key.parked_since, id)
local ahead, all = 0, true
if since and not aside then
  ahead, all = ahead_of(queue, tonumber(priority), id, since, room)
end
return {
  redis.call('HGETALL', key.task(id)),
  now_ms(),
  redis.call('ZSCORE', key.running, id) or '',
  redis.call('SISMEMBER', key.paused, queue),
  aside and 1 or 0,
  since and text(since) or '',
  ahead,
  all and 1 or 0,
}
