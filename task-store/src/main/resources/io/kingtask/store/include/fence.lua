-- next_fence(fence, now): the fence of a task's next run. It begins at the time, so that it is new even where a failover has made
-- Redis forget the latest run.
local function next_fence(fence, now)
  return math.max((tonumber(fence) or 0) + 1, now)
end
