-- include: tally
-- count_time(what, ms): adds a time ('wait', 'run' or 'late') to the totals: to its sum, and to the count of the first bound
-- that it is within.
local function count_time(what, ms)
  ms = math.max(0, ms)
  local bound = 'inf'
  for _, most in ipairs(time_bounds) do
    if ms <= most then
      bound = most
      break
    end
  end
  tally(key.totals, what .. '_ms', ms)
  tally(key.totals, what .. '_le_' .. bound, 1)
end
