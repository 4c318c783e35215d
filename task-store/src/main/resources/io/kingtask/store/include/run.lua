-- record_of(run, now): field and value of a task's hash that keep what became of its latest run. run: attempt, fence, worker,
-- started, and exit_code, signal, cause where they apply.
local function record_of(run, now)
  run.finished = now
  return 'run:' .. run.fence, cjson.encode(run)
end

-- revoke(task, fence): makes every later word of the run with this fence come too late.
local function revoke(task, fence)
  redis.call('HSET', task, 'fence', fence + 1)
end
