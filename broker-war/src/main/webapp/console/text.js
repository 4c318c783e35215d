// Text that a program or a stranger wrote, made harmless to look at; and commands made safe to paste.

const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const DISGUISES = /[\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const picture = (char) => (char === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + char.charCodeAt(0)));
const codePoint = (char) => `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** Terminal escapes vanish, other control characters show as their pictures, and none turns the text around or hides in it. */
export const plain = (value) =>
  String(value).replace(ANSI, '').replace(/\r\n?/g, '\n').replace(CONTROLS, picture).replace(DISGUISES, codePoint);

/** The same on one line. */
export const oneLine = (value) => plain(value).replace(/\n/g, '\u23ce').replace(/\t/g, ' ');

/** A word of a POSIX shell's command line. */
export const quoted = (word) => (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** What the worker runs, as a line that a shell would run. */
export const commandLine = (executable, args) => [executable, ...(args ?? []).map(quoted)].join(' ');

const FLAGS = {
  start_time: '--at',
  delay: '--delay',
  retry_intervals: '--retry',
  queue: '--queue',
  priority: '--priority',
  timeout: '--timeout',
  result_keep_time: '--result-keep-time',
  failure_rule: '--failure-rule',
  durability: '--durability',
  sha256: '--sha256',
};

/** The line of bin/kingtask that submits the same task. */
export function kingtaskLine(task, broker) {
  const words = ['bin/kingtask'];
  if (broker !== '127.0.0.1:9595') words.push('--broker', quoted(broker));
  words.push('submit');
  for (const [field, flag] of Object.entries(FLAGS)) {
    if (task[field] !== undefined) words.push(flag, quoted([task[field]].flat().join(',')));
  }
  for (const [name, value] of Object.entries(task.env ?? {})) words.push('--env', quoted(`${name}=${value}`));
  if (task.stdin !== undefined) words.push('--stdin', '-');
  words.push(task.executable || 'EXECUTABLE', ...(task.args ?? []).map(quoted));
  return task.stdin === undefined ? words.join(' ') : `printf %s ${quoted(task.stdin)} | ${words.join(' ')}`;
}

/** The curl command that submits the same task; the token is read where it is run. */
export const curlLine = (task, root) =>
  [
    'curl -H "Authorization: Bearer $(cat ~/.kingtask/token)"',
    "  -H 'Content-Type: application/json'",
    `  -d ${quoted(JSON.stringify(task))}`,
    `  ${quoted(String(root))}`,
  ].join(' \\\n');
