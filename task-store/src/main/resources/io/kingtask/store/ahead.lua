-- Counts the tasks of this partition that come before one of another partition.
-- KEYS  1 prefix of the partition
-- ARGV  1 queue, 2 priority, 3 since when that task waits (ms since 1970), 4 most entries of the queue to look at
-- Returns their number, whether these are all
-- include: clock
-- include: placeable
-- include: ahead
local queue, priority, since, room = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local ahead, all = ahead_of(queue, priority, '', since, room)
return { ahead, all and 1 or 0 }
