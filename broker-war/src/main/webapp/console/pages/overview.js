// The last hour at a glance, and what a person should look at.
import { get } from '../api.js';
import { useLive } from '../live.js';
import { span as duration } from '../moments.js';
import { link } from '../router.js';
import { number, t } from '../words.js';
import { chart } from '../ui/chart.js';
import { a, classes, div, h, h2, li, p, section, span, ul } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { bar, empty, failure, head, loaded, skeleton, state } from '../ui/parts.js';
import { attention } from './attention.js';

const STATES = ['running', 'pending', 'scheduled', 'retrying', 'succeeded', 'failed', 'cancelled'];
const SHOWN = 6;

export function Overview() {
  const stats = useLive((stop) => get('stats', { signal: stop }), 'stats');
  const queues = useLive((stop) => get('queues', { signal: stop }), 'queues', 3000);
  const workers = useLive((stop) => get('workers', { signal: stop }), 'workers', 3000);
  const failures = useLive((stop) => get('failures', { signal: stop }), 'failures', 10_000);
  return div(
    head(t('nav.overview'), t('overview.subtitle')),
    loaded(stats, tiles, 2),
    notes(queues, workers, failures),
    h(Charts),
    div({ class: 'halves' }, block('queues', queues, queueLine), block('workers', workers, workerLine)),
  );
}

const tiles = ({ states, accepted }) =>
  div(
    { class: 'tiles' },
    STATES.map((name) =>
      a(
        { key: name, class: classes('tile', states[name] > 0 && 'some'), href: link('tasks', [], { state: name }) },
        state(name),
        span({ class: 'figure' }, number(states[name] ?? 0)),
      ),
    ),
    div({ class: 'tile' }, span({ class: 'state' }, t('overview.accepted')), span({ class: 'figure' }, number(accepted))),
  );

function notes(queues, workers, failures) {
  if (!queues.data || !workers.data) return queues.problem || workers.problem ? null : skeleton(1);
  const found = attention(queues.data.items, workers.data.items, failures.data?.items ?? [], Date.now());
  return section(
    { class: 'card attention', 'aria-label': t('attention') },
    found.length === 0
      ? p({ class: 'calm' }, icon('check'), t('attention.none'))
      : ul(
          found.slice(0, SHOWN).map(({ key, kind, text, href }) => li({ key, class: kind }, icon('failures'), a({ href }, text))),
        ),
  );
}

function Charts() {
  const history = useLive((stop) => get('stats/history?minutes=60', { signal: stop }), 'history', 10_000);
  if (history.data === undefined) return history.problem ? failure(history.problem) : skeleton(8);
  const items = history.data.items;
  const note = t('chart.young');
  const rate = (field) => (item) => (item[field] * 60) / item.seconds;
  const value = (field) => (item) => item[field] ?? null;
  const few = (n) => number(n >= 10 ? Math.round(n) : Math.round(n * 10) / 10);
  return div(
    { class: 'charts' },
    chart({
      title: t('chart.rate'),
      items,
      note,
      shown: few,
      series: [
        { name: 'one', label: t('chart.succeeded'), of: rate('succeeded'), kind: 'area' },
        { name: 'two', label: t('chart.accepted'), of: rate('accepted') },
      ],
    }),
    chart({
      title: t('chart.latency'),
      items,
      note,
      shown: duration,
      series: [
        { name: 'one', label: t('chart.wait'), of: value('wait_ms') },
        { name: 'two', label: t('chart.run'), of: value('run_ms') },
      ],
    }),
    chart({
      title: t('chart.depth'),
      items,
      note,
      shown: few,
      series: [
        { name: 'one', label: t('state.pending'), of: value('pending'), kind: 'area' },
        { name: 'two', label: t('state.running'), of: value('running') },
      ],
    }),
    chart({
      title: t('chart.trouble'),
      items,
      note,
      shown: few,
      series: [
        { name: 'bad', label: t('chart.failed'), of: rate('failed'), kind: 'area' },
        { name: 'warn', label: t('chart.retried'), of: rate('retried') },
        { name: 'two', label: t('chart.lost'), of: rate('lost') },
      ],
    }),
  );
}

const block = (name, live, draw) =>
  section(
    { class: 'card' },
    div({ class: 'card-head' }, h2(t(`nav.${name}`)), a({ href: link(name), class: 'more' }, t('all'))),
    loaded(
      live,
      ({ items }) =>
        items.length === 0 ? empty(t(`${name}.none`)) : ul({ class: 'lines' }, ranked(items).slice(0, SHOWN).map(draw)),
      3,
    ),
  );

const ranked = (items) => [...items].sort((one, other) => (other.pending ?? 0) - (one.pending ?? 0));

const queueLine = (queue) =>
  li(
    { key: queue.name },
    a({ href: link('tasks', [], { queue: queue.name, state: 'pending' }), class: 'name' }, queue.name),
    queue.paused && span({ class: 'tag warn' }, t('queue.paused')),
    span({ class: 'rest' }, t('queue.line', { pending: number(queue.pending), running: number(queue.running) })),
  );

const workerLine = (worker) =>
  li(
    { key: worker.name },
    a({ href: link('workers'), class: 'name' }, worker.name),
    worker.state !== 'running' &&
      span({ class: classes('tag', worker.state === 'lost' ? 'bad' : 'warn') }, t(`worker.${worker.state}`)),
    span({ class: 'rest' }, t('worker.slots', { busy: worker.slots.busy, total: worker.slots.total })),
    bar(
      worker.slots.busy / Math.max(1, worker.slots.total),
      t('worker.slots', { busy: worker.slots.busy, total: worker.slots.total }),
    ),
  );
