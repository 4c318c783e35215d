// Queues side by side: what waits, who serves it, and the tap.
import { get, may, post, query, remove } from '../api.js';
import { useLive } from '../live.js';
import { shortSpan } from '../moments.js';
import { link } from '../router.js';
import { number, t } from '../words.js';
import { a, classes, div, span, table, tbody, td, th, thead, tr } from '../ui/dom.js';
import { confirm } from '../ui/dialogs.js';
import { action, bar, empty, head, loaded, none, tag } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';

export function Queues() {
  const live = useLive((stop) => get('queues', { signal: stop }), 'queues');
  return div(
    head(t('nav.queues'), t('queues.subtitle')),
    loaded(live, ({ items }) =>
      items.length === 0 ? empty(t('queues.none'), t('queues.none.text')) : list(items, live.refresh),
    ),
  );
}

function list(items, refresh) {
  const most = Math.max(1, ...items.map((queue) => queue.pending));
  return div(
    { class: 'table-box card flush' },
    table(
      thead(
        tr(
          th(t('field.queue')),
          th(t('field.state')),
          th({ class: 'number' }, t('field.pending')),
          th({ class: 'wide-only depth' }),
          th({ class: 'number wide-only' }, t('field.oldest')),
          th({ class: 'number wide-only' }, t('field.running')),
          th({ class: 'number wide-only' }, t('nav.workers')),
          may('operator') && th(span({ class: 'sr' }, t('field.actions'))),
        ),
      ),
      tbody(items.map((queue) => row(queue, most, refresh))),
    ),
  );
}

const row = (queue, most, refresh) =>
  tr(
    { key: queue.name, 'data-row': '' },
    td(a({ href: link('tasks', [], { queue: queue.name }), class: 'name' }, queue.name)),
    td(condition(queue)),
    td({ class: 'number' }, a({ href: link('tasks', [], { queue: queue.name, state: 'pending' }) }, number(queue.pending))),
    td({ class: 'wide-only depth' }, bar(queue.pending / most, t('queue.pending', { n: queue.pending }))),
    td(
      { class: 'number wide-only' },
      queue.oldest_pending_seconds === null ? none() : shortSpan(queue.oldest_pending_seconds * 1000),
    ),
    td({ class: 'number wide-only' }, number(queue.running)),
    td({ class: classes('number wide-only', queue.workers === 0 && queue.pending > 0 && 'bad-text') }, number(queue.workers)),
    may('operator') && td({ class: 'row-actions' }, ...actions(queue, refresh)),
  );

const condition = (queue) => {
  if (queue.paused) return tag(t('queue.paused'), 'warn');
  return queue.workers === 0 ? tag(t('queue.unserved'), queue.pending > 0 ? 'bad' : '') : tag(t('queue.open'), 'good');
};

const path = (queue) => `queues/${encodeURIComponent(queue.name)}`;

const actions = (queue, refresh) => [
  queue.paused
    ? action(
        t('queue.resume'),
        () => attempt(() => post(`${path(queue)}/resume`), t('queue.resume.done', { name: queue.name })).then(refresh),
        { symbol: 'play' },
      )
    : action(
        t('queue.pause'),
        () => attempt(() => post(`${path(queue)}/pause`), t('queue.pause.done', { name: queue.name })).then(refresh),
        { symbol: 'pause' },
      ),
  action(t('queue.purge'), () => purge(queue, refresh), { symbol: 'trash', kind: 'danger', disabled: queue.pending === 0 }),
];

/** Refused by the broker when more wait by now than the person was told. */
async function purge(queue, refresh) {
  const sure = await confirm({
    title: t('queue.purge.title', { name: queue.name }),
    text: t('queue.purge.text', { n: queue.pending }),
    yes: t('queue.purge.yes', { n: queue.pending }),
    danger: true,
  });
  if (!sure) return;
  await attempt(
    () => remove(`${path(queue)}/tasks${query({ expected: queue.pending })}`),
    (done) => t('queue.purge.done', { n: done.cancelled }),
  );
  refresh();
}
