-- Looks at tasks whose output is followed: their states, and what their workers have told of it since. Asks the workers to go
-- on telling where that is wanted.
-- KEYS  1 prefix of the partition
-- ARGV  for each: id, stdout or stderr, place behind which to go on ('' : at the beginning), from which byte on the worker
--       is to tell ('' : it is not to be asked, -1: as before)
-- Returns for each: state ('' : there is no such task), attempt, fence, then for each piece told: its place, and what
--         append_output.lua was given
local pieces_at_once, room = 8, 4194304
local answers = {}
for i = 1, #ARGV, 4 do
  local id, name, place, from = unpack(ARGV, i, i + 3)
  local state, worker, fence, attempt = unpack(redis.call('HMGET', key.task(id), field.state, 'worker', 'fence', 'attempt'))
  local told = {}
  if state and moves.succeed.from[state] then
    if from ~= '' then
      redis.call('PUBLISH', key.follow_news(worker), id .. ' ' .. fence .. ' ' .. name .. ' ' .. from)
    end
    if room > 0 then
      local begin = place == '' and '-' or '(' .. place
      for _, piece in ipairs(redis.call('XRANGE', key.live(id, name), begin, '+', 'COUNT', pieces_at_once)) do
        told[#told + 1] = { piece[1], unpack(piece[2]) }
        room = room - #piece[2][10]
      end
    end
  end
  answers[#answers + 1] = { state or '', tonumber(attempt) or 0, tonumber(fence) or 0, told }
end
return answers
