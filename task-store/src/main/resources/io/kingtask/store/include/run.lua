-- What became of a task's latest run stands in the fields of its hash; when these are needed for something else, it is recorded in a field of
-- its own. The field `ran`, the moment the run ended, says that it has ended and is not recorded yet.

-- record(task, run): keeps what became of a run. run: attempt, fence, worker, started, finished, and exit_code, signal, cause, sha256
-- where they apply.
local function record(task, run)
  redis.call('HSET', task, 'run:' .. run.fence, cjson.encode(run))
end

-- record_latest(task): records the latest run, which has ended.
local function record_latest(task)
  local attempt, fence, worker, started, ran, exit_code, signal, cause, sha256 = unpack(redis.call(
    'HMGET', task, 'attempt', 'fence', 'worker', 'started', 'ran', 'exit_code', 'signal', 'cause', 'run_sha256'))
  record(task, {
    attempt = tonumber(attempt), fence = tonumber(fence), worker = worker, started = tonumber(started),
    finished = tonumber(ran), exit_code = tonumber(exit_code or nil), signal = tonumber(signal or nil),
    cause = cause or nil, sha256 = sha256 or nil,
  })
  redis.call('HDEL', task, 'ran', 'run_sha256')
end

-- forget_latest(task): removes what the latest run left in the fields.
local function forget_latest(task)
  redis.call('HDEL', task, 'stdout', 'stdout_gap', 'error', 'error_gap', 'exit_code', 'signal', 'cause', 'progress',
    'message')
end

-- revoke(task, fence): makes every later word of the run with this fence come too late.
local function revoke(task, fence)
  redis.call('HSET', task, 'fence', fence + 1)
end
