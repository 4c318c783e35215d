// The attempts of a task on one axis of time, each with how it ended.
import { exact, span as duration } from '../moments.js';
import { t, word } from '../words.js';
import { div, h2, li, ol, section, span } from '../ui/dom.js';
import { empty } from '../ui/parts.js';

const SHOWN = 50;

export function timeline(task) {
  const attempts = runs(task);
  return section(
    { class: 'card' },
    h2({ class: 'card-title' }, t('task.timeline')),
    attempts.length === 0 ? empty(t('task.timeline.none')) : ol({ class: 'timeline' }, draw(task, attempts.slice(-SHOWN))),
  );
}

/** The runs that began, the one of now included. */
function runs(task) {
  const known = (task.attempts ?? []).filter((one) => one.started_at);
  const runsNow = task.state === 'running' && !known.some((one) => one.started_at === task.started_at);
  const all = runsNow ? [...known, { attempt: task.attempt, started_at: task.started_at, worker: task.worker }] : known;
  return all.map((one) => ({ ...one, now: !one.finished_at && task.state === 'running' }));
}

function draw(task, attempts) {
  const from = Date.parse(task.created_at);
  const end = (one) => (one.finished_at ? Date.parse(one.finished_at) : Date.now());
  const to = Math.max(from + 1, ...attempts.map(end));
  const share = (moment) => Math.min(100, Math.max(0, ((moment - from) / (to - from)) * 100));
  return attempts.map((one, i) => {
    const left = share(Date.parse(one.started_at));
    const width = Math.max(0.6, share(end(one)) - left);
    const kind = one.now ? 'is-running' : outcome(task, one, i === attempts.length - 1);
    return li(
      { key: `${one.started_at} ${i}`, class: kind },
      div(
        { class: 'timeline-text' },
        span({ class: 'which' }, t('task.attempt', { n: one.attempt ?? i + 1 })),
        span({ class: 'how' }, how(one, kind)),
        span({ class: 'took', title: exact(one.started_at) }, duration(end(one) - Date.parse(one.started_at))),
      ),
      div({ class: 'track' }, div({ class: 'run', style: { left: `${Math.min(left, 99.4)}%`, width: `${width}%` } })),
      one.worker && div({ class: 'timeline-more' }, t('task.on_worker', { name: one.worker })),
      one.sha256 &&
        div({ class: 'timeline-more', title: one.sha256 }, t('task.digest', { digest: one.sha256.slice(0, 12) })),
    );
  });
}

/** An attempt without a cause is the good one. */
function outcome(task, one, isLast) {
  if (!one.cause) return isLast && task.state === 'cancelled' ? 'is-cancelled' : 'is-succeeded';
  return one.cause === 'cancelled' ? 'is-cancelled' : 'is-failed';
}

function how(one, kind) {
  if (one.now) return word('state', 'running');
  if (!one.cause) return word('state', kind.slice(3));
  const status = typeof one.exit_code === 'number' && one.cause === 'exit_code' ? ` ${one.exit_code}` : '';
  return `${word('cause', one.cause)}${status}`;
}
