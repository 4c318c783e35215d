-- Finds pending tasks of a queue that no list leads to, so that nobody would ever take them.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue, 2 most entries and most tasks to look at when there are fewer entries than pending tasks
-- Returns by how many entries the lists are short, ids of such tasks
-- include: lists
-- include: order
-- include: waiting
local queue, room = ARGV[1], tonumber(ARGV[2])
local executables = 1000
local lists = lists_of(queue, executables)

local short = tonumber(redis.call('HGET', key.pending, queue) or 0)
for _, list in ipairs(lists) do
  short = short - redis.call('LLEN', list)
end
if short <= 0 or redis.call('ZCARD', key.parked) > executables then
  return { 0, {} }
end

local listed, lost = {}, {}
for _, list in ipairs(lists) do
  for _, id in ipairs(redis.call('LRANGE', list, 0, room - 1)) do
    listed[id] = true
  end
end
for _, entry in ipairs(redis.call('XRANGE', key.created, '-', '+', 'COUNT', room)) do
  local _, id = accepted(entry)
  local place = redis.call('HGET', key.task(id), field.queue) or default.queue
  if not listed[id] and place == queue and waits_since(id) then
    lost[#lost + 1] = id
  end
end
return { short, lost }
