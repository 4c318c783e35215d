-- include: clock
-- include: due
-- include: finality
-- include: time
-- hand_in(worker, now, id, fence, outcome, …): takes in the end of a run: the result, or the failure with its next attempt or its end.
-- outcome: name of a move out of running. exit_code, signal, cause, pause (before the next attempt, ms), keep (time to be kept, ms), the gaps
-- (what is missing in an output, see KeptOutput.Gap) and sha256 (of the file that was run) may be ''.
-- Returns OK (also for a repetition) or NOT_OWNER
local function hand_in(
  worker, now, id, fence, outcome, exit_code, signal, stdout, err, cause, pause, keep, stdout_gap, error_gap, sha256)
  local task = key.task(id)
  local is = redis.call('HMGET', task, field.state, 'worker', 'fence', field.queue, 'attempt', 'started', field.max, unpack(asked_at_end))
  local state, owner, current, queue, attempt, started, most = unpack(is)
  local known = { unpack(is, 8) }
  local cancel = known[4]
  queue = queue or default.queue
  if not state or owner ~= worker or current ~= fence then
    return 'NOT_OWNER'
  end
  if not moves.succeed.from[state] then
    return 'OK' -- a repetition: this very run is already over
  end

  local fields = { 'stdout', stdout, 'error', err, 'ran', text(now) }
  local function keep_field(name, value)
    if value ~= '' then
      fields[#fields + 1] = name
      fields[#fields + 1] = value
    end
  end
  keep_field('exit_code', exit_code)
  keep_field('signal', signal)
  keep_field('cause', cause)
  keep_field('run_sha256', sha256) -- of each run its own: the file may change between two
  keep_field('stdout_gap', stdout_gap)
  keep_field('error_gap', error_gap)
  count_time('run', now - tonumber(started))

  if outcome == 'fail' and cancel then
    finish_task(moves.cancel_run, id, state, queue, now, keep, fields, known)
  elseif outcome == 'fail' and pause ~= '' then
    local at = now + tonumber(pause)
    announce_due(at)
    keep_field(field.due, text(at))
    keep_field(field.max, text(math.max(tonumber(most or default.max), tonumber(attempt) + 1)))
    move(moves.fail_for_now, id, state, queue, text(at), fields)
  else
    finish_task(moves[outcome], id, state, queue, now, keep, fields, known)
  end
  return 'OK'
end
