-- include: gather
-- enqueue(id, queue, priority, command): puts a pending task into its queue and wakes one worker (command: see push).
local function enqueue(id, queue, priority, command)
  push(command, key.queue(queue, priority), id)
  wake(queue)
end
