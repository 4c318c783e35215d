-- now_ms(): milliseconds since 1970 by Redis' own clock, so that hosts' clocks need not agree.
local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- text(number): a whole number as commands take it. Redis would write it by the rules of floating point, at many times the cost.
local function text(number)
  return string.format('%d', number)
end
