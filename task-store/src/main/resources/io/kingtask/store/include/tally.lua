-- tally(hash, name, by): adds to a number of the ledger or the totals. The sums are written when the script ends (see ScriptSource), each
-- number once, however many tasks the script has moved.
local tallies = {}

local function tally(hash, name, by)
  local sums = tallies[hash] or {}
  tallies[hash] = sums
  sums[name] = (sums[name] or 0) + by
end

local function write_tallies()
  for hash, sums in pairs(tallies) do
    for name, by in pairs(sums) do
      if by ~= 0 then
        redis.call('HINCRBY', hash, name, by)
      end
    end
  end
end
