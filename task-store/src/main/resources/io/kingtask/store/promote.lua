-- Makes tasks pending whose due time has come.
-- KEYS  1 prefix of the partition
-- ARGV  1 most tasks to promote (0: only look)
-- Returns number of promoted tasks, ms until the next is due ('' : none is; 0 or less: more are due now)
-- include: clock
-- include: move
-- include: enqueue
-- include: time
local most = tonumber(ARGV[1])
local now = now_ms()
local ids = redis.call('ZRANGEBYSCORE', key.due, '-inf', now, 'LIMIT', 0, most)
for _, id in ipairs(ids) do
  local state, queue, priority, due = unpack(redis.call('HMGET', key.task(id), field.state, field.queue, field.priority, field.due))
  queue = queue or default.queue
  if state and moves.become_due.from[state] then
    move(moves.become_due, id, state, queue)
    count_time('late', now - tonumber(due))
    enqueue(id, queue, priority or default.priority, 'RPUSH')
  else
    redis.call('ZREM', key.due, id) -- its hash is gone: nothing to run
  end
end
write_gathered()
local first = redis.call('ZRANGE', key.due, 0, 0, 'WITHSCORES')
return { #ids, first[2] and tostring(tonumber(first[2]) - now) or '' }
