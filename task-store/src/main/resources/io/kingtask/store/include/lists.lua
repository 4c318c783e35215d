-- lists_of(queue, most): the lists that a queue's pending tasks stand in, those of the `most` executables that tasks are mostly kept aside
-- for included.
local function lists_of(queue, most)
  local lists = {}
  for priority = 9, 0, -1 do
    lists[#lists + 1] = key.queue(queue, priority)
  end
  for _, executable in ipairs(redis.call('ZREVRANGE', key.parked, 0, most - 1)) do
    lists[#lists + 1] = key.parked_queue(queue, executable)
  end
  return lists
end
