// What is typed of a task, and the request that it stands for.

/** What is typed, as it is typed. */
export const emptyDraft = () => ({
  executable: '',
  args: [],
  when: 'now',
  delay: '60',
  at: '',
  retry: '',
  queue: '',
  priority: '',
  timeout: '',
  stdin: '',
  env: '',
  failure_rule: '',
  sha256: '',
  keep: '',
});

/** What can be known of the request of a task that is there. */
export const draftOf = (task) => ({
  ...emptyDraft(),
  executable: task.executable,
  args: task.args ?? [],
  queue: !task.queue || task.queue === 'default' ? '' : task.queue,
  priority: task.priority === undefined || task.priority === 4 ? '' : String(task.priority),
  retry: (task.retry_intervals ?? []).join(', '),
  timeout: task.timeout === undefined || task.timeout === null ? '' : String(task.timeout),
  stdin: task.stdin ?? '',
  env: Object.entries(task.env ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
  failure_rule: task.failure_rule ?? '',
  sha256: task.sha256 ?? '',
  keep: task.result_keep_time === undefined || task.result_keep_time === null ? '' : String(task.result_keep_time),
});

/** A number where it is one; else as it was typed, so that the broker says what is wrong with it. */
const numeric = (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text.trim());
const orNothing = (text, read = (given) => given) => (text.trim() === '' ? undefined : read(text));

function environment(text) {
  const entries = text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const at = row.indexOf('=');
      return at === -1 ? [row.trim(), ''] : [row.slice(0, at).trim(), row.slice(at + 1)];
    });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const moment = (text) => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
};

/** The request that the draft stands for; fields that are empty are left out. */
export function requestOf(draft, timed = true) {
  const request = {
    executable: draft.executable.trim(),
    args: draft.args.length === 0 ? undefined : draft.args,
    start_time: timed && draft.when === 'at' ? orNothing(draft.at, moment) : undefined,
    delay: timed && draft.when === 'delay' ? orNothing(draft.delay, numeric) : undefined,
    retry_intervals: orNothing(draft.retry, (text) =>
      text
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(numeric),
    ),
    queue: orNothing(draft.queue, (text) => text.trim()),
    priority: orNothing(draft.priority, numeric),
    timeout: orNothing(draft.timeout, numeric),
    stdin: draft.stdin === '' ? undefined : draft.stdin,
    env: environment(draft.env),
    failure_rule: draft.failure_rule || undefined,
    sha256: orNothing(draft.sha256, (text) => text.trim()),
    result_keep_time: orNothing(draft.keep, numeric),
  };
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}
