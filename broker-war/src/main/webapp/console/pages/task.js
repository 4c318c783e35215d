// One task: what it runs, how it goes, why it does not, what it printed, and what can be done with it.
import { get, may, patch, post, remove } from '../api.js';
import { useLive } from '../live.js';
import { exact, span as duration, useNow } from '../moments.js';
import { link } from '../router.js';
import { commandLine, plain } from '../text.js';
import { number, t, word } from '../words.js';
import { a, classes, code, div, dl, h, h2, header, h1, p, section, span } from '../ui/dom.js';
import { askMoment, confirm } from '../ui/dialogs.js';
import { icon } from '../ui/icons.js';
import { action, bar, copy, empty, failure, linkButton, none, pair, skeleton, state } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';
import { Output } from './output.js';
import { timeline } from './timeline.js';

const FINAL = ['succeeded', 'failed', 'cancelled'];
const TIMED = ['scheduled', 'retrying'];

export const isFinal = (task) => FINAL.includes(task.state);

export function Task({ name: id }) {
  const live = useLive((stop) => get(`tasks/${encodeURIComponent(id)}`, { signal: stop }), id, 1000);
  const task = live.data;
  if (task === undefined) return live.problem ? gone(live.problem) : skeleton(10);
  return div(
    top(task, live.refresh),
    command(task),
    h(Explained, { task }),
    task.state === 'running' && progress(task),
    div({ class: 'task-columns' }, h(Facts, { task }), timeline(task)),
    h(Output, { key: task.id, task }),
  );
}

const gone = (problem) =>
  problem.status === 404 || problem.status === 400
    ? empty(t('task.unknown'), t('task.unknown.text'), linkButton(t('nav.tasks'), link('tasks')))
    : failure(problem);

const top = (task, refresh) =>
  header(
    { class: 'head task-head' },
    div(
      a({ class: 'back', href: link('tasks') }, icon('left'), t('nav.tasks')),
      h1(span({ class: 'mono' }, task.executable), state(task.state)),
      p({ class: 'subtitle id' }, span({ class: 'mono' }, task.id), copy(task.id, t('task.copy_id'))),
    ),
    div({ class: 'actions' }, ...actions(task, refresh)),
  );

function actions(task, refresh) {
  const change = (work, done) => () => attempt(work, t(done)).then(refresh);
  const path = `tasks/${task.id}`;
  const operator = may('operator');
  return [
    operator &&
      TIMED.includes(task.state) &&
      action(
        t('timers.run_now'),
        change(() => patch(path, { start_time: 0 }), 'timers.run_now.done'),
        { symbol: 'play' },
      ),
    operator && TIMED.includes(task.state) && action(t('timers.move'), () => move(task, refresh), { symbol: 'calendarMove' }),
    operator &&
      (task.state === 'failed' || task.state === 'cancelled') &&
      action(
        t('task.retry'),
        change(() => post(`${path}/retry`), 'task.retry.done'),
        { symbol: 'retry' },
      ),
    may('submitter') && linkButton(t('task.again'), link('submit', [], { from: task.id }), { symbol: 'edit' }),
    operator && !isFinal(task) && action(t('task.cancel'), () => cancel(task, refresh), { symbol: 'stop', kind: 'danger' }),
  ];
}

export async function cancel(task, refresh) {
  const sure = await confirm({
    title: t('task.cancel.title'),
    text: t(task.state === 'running' ? 'task.cancel.running' : 'task.cancel.text'),
    yes: t('task.cancel'),
    danger: true,
  });
  if (sure) await attempt(() => remove(`tasks/${task.id}`), t('task.cancel.done')).then(refresh);
}

export async function move(task, refresh) {
  const moment = await askMoment(t('timers.move.title'), task.start_time ?? task.due_at);
  if (moment) await attempt(() => patch(`tasks/${task.id}`, { start_time: moment }), t('timers.move.done')).then(refresh);
}

function command(task) {
  const line = commandLine(task.executable, task.args);
  return div({ class: 'command-line' }, code({ tabIndex: 0 }, plain(line)), copy(line, t('task.copy_command')));
}

/** Why it does not run, or how it ended, in the broker's own sentence. */
function Explained({ task }) {
  const live = useLive(
    (stop) => get(`tasks/${task.id}/explain`, { signal: stop }),
    `${task.id} ${task.state} ${task.attempt}`,
    isFinal(task) ? 60_000 : 2000,
  );
  const told = live.data;
  if (!told || told.code === 'running') return null;
  const bad = task.state === 'failed';
  return section(
    { class: classes('explain', bad && 'bad'), 'aria-label': t('task.explain') },
    icon(bad ? 'failures' : 'info'),
    div(
      p(plain(told.message)),
      told.reasons?.length > 1 &&
        told.reasons.slice(1).map((reason) => p({ key: reason.code, class: 'more' }, plain(reason.message))),
      task.state === 'pending' &&
        told.position > 0 &&
        p({ class: 'more' }, t('task.position', { n: told.position, queue: told.queue })),
    ),
  );
}

const progress = (task) =>
  typeof task.progress === 'number' &&
  section(
    { class: 'progress', 'aria-label': t('task.progress.title') },
    bar(task.progress, t('task.progress', { n: Math.round(task.progress * 100) })),
    span({ class: 'figure' }, `${number(Math.round(task.progress * 100))} %`),
    task.message && span({ class: 'message' }, plain(task.message)),
  );

function Facts({ task }) {
  useNow(1000);
  const moment = (value) => (value ? span({ title: value }, exact(value)) : none());
  const from = task.started_at && Date.parse(task.started_at);
  const until = task.finished_at ? Date.parse(task.finished_at) : Date.now();
  return section(
    { class: 'card' },
    h2({ class: 'card-title' }, t('task.facts')),
    dl(
      { class: 'pairs' },
      pair(t('field.queue'), a({ href: link('tasks', [], { queue: task.queue }) }, task.queue)),
      pair(t('field.priority'), number(task.priority)),
      pair(t('field.attempt'), t('task.attempt_of', { n: task.attempt, most: task.max_attempts })),
      pair(t('field.worker'), task.worker),
      pair(t('field.created'), moment(task.created_at)),
      TIMED.includes(task.state)
        ? pair(t('field.due'), moment(task.start_time))
        : pair(t('field.started'), moment(task.started_at)),
      pair(t('field.finished'), moment(task.finished_at)),
      pair(t('field.took'), from && (task.finished_at || task.state === 'running') ? duration(until - from) : none()),
      pair(
        t('field.exit_code'),
        typeof task.exit_code === 'number'
          ? number(task.exit_code)
          : task.signal
            ? t('task.signal', { name: task.signal })
            : none(),
      ),
      pair(t('field.cause'), task.cause ? word('cause', task.cause) : none()),
    ),
  );
}
