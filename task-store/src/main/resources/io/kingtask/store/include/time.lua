-- include: gather
-- count_time(what, ms): adds a time ('wait', 'run' or 'late') to the totals: to its sum, and to the count of the first bound
-- that it is within.
local function count_time(what, ms)
  ms = math.max(0, ms)
  tally(key.totals, what .. '_ms', ms)
  tally(key.totals, what .. '_le_' .. bound_of(ms), 1)
end
