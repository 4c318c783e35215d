-- Tells what a program has written, to those who follow it; what they do not read soon is dropped.
-- KEYS  1 prefix of the partition
-- ARGV  1 worker, 2 id, 3 fence, 4 stdout or stderr, 5 from where on this was to tell, 6 where the bytes begin (later where
--       some were dropped), 7 bytes written by now, 8 the bytes
-- Returns OK or NOT_OWNER
local worker, id, fence, name, from, at, written, bytes = unpack(ARGV)
local most_pieces, kept = 24, 15000
local state, owner, current = unpack(redis.call('HMGET', key.task(id), field.state, 'worker', 'fence'))
if not (state and moves.succeed.from[state]) or owner ~= worker or current ~= fence then
  return 'NOT_OWNER'
end
local live = key.live(id, name)
redis.call(
  'XADD', live, 'MAXLEN', most_pieces, '*',
  'fence', fence, 'from', from, 'at', at, 'written', written, 'bytes', bytes
)
redis.call('PEXPIRE', live, kept)
return 'OK'
