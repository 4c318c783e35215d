-- Takes in the end of a run: the result, or the failure with its next attempt or its end.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 id, 3 fence, 4 outcome (name of a move out of running), 5 exit code, 6 signal, 7 stdout, 8 error,
--       9 cause, 10 pause before the next attempt (ms), 11 time to be kept (ms), 12 what is missing in stdout, 13 in the
--       error (see KeptOutput.Gap), 14 SHA-256 of the file that was run; 5, 6, 9 to 14 may be ''
-- Returns OK (also for a repetition) or NOT_OWNER
-- include: clock
-- include: move
-- include: due
-- include: finality
-- include: run
-- include: time
local worker, id, fence, outcome, exit_code, signal, stdout, err, cause, pause, keep, stdout_gap, error_gap, sha256 =
  unpack(ARGV)
local task = key.task(id)
local now = now_ms()
local state, owner, current, queue, attempt, started, cancel, most =
  unpack(redis.call('HMGET', task, 'state', 'worker', 'fence', 'queue', 'attempt', 'started', 'cancel', 'max'))
if not state or owner ~= worker or current ~= fence then
  return 'NOT_OWNER'
end
if not moves.succeed.from[state] then
  return 'OK' -- a repetition: this very run is already over
end

local fields = { 'stdout', stdout, 'error', err }
local run = { attempt = tonumber(attempt), fence = tonumber(fence), worker = worker, started = tonumber(started) }
local function keep_field(name, value, text)
  if value ~= '' then
    fields[#fields + 1] = name
    fields[#fields + 1] = value
    run[name] = text and value or tonumber(value)
  end
end
keep_field('exit_code', exit_code)
keep_field('signal', signal)
keep_field('cause', cause, true)
if sha256 ~= '' then
  run.sha256 = sha256 -- of each run its own: the file may change between two
end
fields[#fields + 1], fields[#fields + 2] = record_of(run, now)
for name, gap in pairs({ stdout_gap = stdout_gap, error_gap = error_gap }) do
  if gap ~= '' then
    fields[#fields + 1] = name
    fields[#fields + 1] = gap
  end
end
count_time('run', now - run.started)

if outcome == 'fail' and cancel then
  finish_task(moves.cancel_run, id, state, queue, now, keep, fields)
elseif outcome == 'fail' and pause ~= '' then
  local at = now + tonumber(pause)
  announce_due(at)
  move(moves.fail_for_now, id, state, queue, at)
  redis.call('HSET', task, 'due', at, 'max', math.max(tonumber(most), tonumber(attempt) + 1), unpack(fields))
else
  finish_task(moves[outcome], id, state, queue, now, keep, fields)
end
return 'OK'
