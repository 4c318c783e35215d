-- record_run(task, now, run): keeps what became of the latest run of a task. run: attempt, fence, worker, started, and
-- exit_code, signal, cause where they apply.
local function record_run(task, now, run)
  run.finished = now
  redis.call('HSET', task, 'run:' .. run.fence, cjson.encode(run))
end

-- revoke(task, fence): makes every later word of the run with this fence come too late.
local function revoke(task, fence)
  redis.call('HSET', task, 'fence', fence + 1)
end
