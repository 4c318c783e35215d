-- Reads a piece of what is kept of an output of a task's latest run.
-- KEYS  1 prefix of the partition
-- ARGV  1 id, 2 its field: stdout or error, 3 where to begin, in bytes that the program wrote ('' : the text as it is kept,
--       with the line that says what was dropped), 4 most bytes
-- Returns state, attempt, where the piece begins, the piece (it ends before a gap), bytes written, bytes dropped; nothing
--         when there is no such task
local id, name, offset, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local state, attempt, text, gap =
  unpack(redis.call('HMGET', key.task(id), field.state, 'attempt', name, name .. '_gap'))
if not state then
  return {}
end
text = text or ''
local head, dropped, line = #text, 0, 0
if gap then
  head, dropped, line = unpack(cjson.decode(gap))
end
local written = #text - line + dropped
local begin, piece = 0, text
if offset and offset < head then
  begin = offset
  piece = string.sub(text, begin + 1, math.min(begin + most, head))
elseif offset then
  begin = math.min(math.max(offset, head + dropped), written)
  local kept = begin - dropped + line
  piece = string.sub(text, kept + 1, kept + most)
end
return { state, tonumber(attempt) or 0, begin, piece, written, dropped }
