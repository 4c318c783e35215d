// Lets a Node program serve kingtask's tasks one after another; lies beside it. The protocol is in docs/warm.md.
//
//   const { serve, tell } = require('./kingtask_warm.js');
//   serve(async (args, task) => {
//     tell({ progress: 0.5 });
//     console.log(...);          // the result; console.error(...) is the error
//     return 75;                 // the exit status; nothing is 0
//   });
//
// Started by hand, the program runs once, with its arguments.
const fs = require('fs');
const readline = require('readline');

let current = null;

const answer = (what) => fs.writeSync(1, JSON.stringify({ id: current.id, ...what }) + '\n');

function tell(what) {
  if (current) answer(what);
  else fs.appendFileSync(process.env.KINGTASK_CONTROL ?? '/dev/null', JSON.stringify(what) + '\n');
}

function variables(task) {
  const own = { ...task.env, KINGTASK_TASK_ID: task.id };
  for (const name of ['attempt', 'queue', 'deadline', 'fence']) own['KINGTASK_' + name.toUpperCase()] = String(task[name]);
  if (task.traceparent) own.TRACEPARENT = task.traceparent;
  return own;
}

// What main writes is kept for the answer: the real standard output is the worker's.
async function run(main, task) {
  const said = { stdout: '', stderr: '' };
  const before = { ...process.env };
  const write = { stdout: process.stdout.write, stderr: process.stderr.write };
  let exit_code = 0;
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (text) => {
      said[name] += text;
      return true;
    };
  }
  Object.assign(process.env, variables(task));
  try {
    exit_code = (await main(task.args, task)) ?? 0;
  } catch (error) {
    said.stderr += (error.stack ?? error) + '\n';
    exit_code = 1;
  }
  for (const name of ['stdout', 'stderr']) process[name].write = write[name];
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  return { ...said, exit_code };
}

async function serve(main) {
  if (process.env.KINGTASK_WARM !== '1') {
    const stdin = () => fs.readFileSync(0, 'utf8');
    process.exitCode = (await main(process.argv.slice(2), { get stdin() { return stdin(); } })) ?? 0;
    return;
  }
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    current = JSON.parse(line);
    answer(await run(main, current));
  }
}

module.exports = { serve, tell };
