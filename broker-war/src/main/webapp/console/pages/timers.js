// What will happen by itself: the broker's own timers, and the tasks and schedules that become due.
import { get, may, patch, post, query as queryOf } from '../api.js';
import { useLive } from '../live.js';
import { countdown, exact, useNow } from '../moments.js';
import { link } from '../router.js';
import { commandLine, oneLine } from '../text.js';
import { t, word } from '../words.js';
import { a, div, h, h2, section, span, table, tbody, td, th, thead, tr, useState } from '../ui/dom.js';
import { action, empty, head, loaded, none, symbolAction, tag } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';
import { cancel, move } from './task.js';

const PAGE = 100;

export function Timers() {
  const [cursors, setCursors] = useState(['']);
  const cursor = cursors.at(-1);
  const live = useLive((stop) => get(`timers${queryOf({ limit: PAGE, cursor })}`, { signal: stop }), `timers ${cursor}`, 2000);
  return div(
    head(t('nav.timers'), t('timers.subtitle')),
    loaded(
      live,
      (timers) => [
        h(Due, { key: 'due', items: timers.due.items, refresh: live.refresh }),
        (cursors.length > 1 || timers.due.next_cursor) &&
          div(
            { class: 'pager', key: 'pager' },
            action(t('pager.sooner'), () => setCursors(cursors.slice(0, -1)), { symbol: 'left', disabled: cursors.length === 1 }),
            t('pager.page', { n: cursors.length }),
            action(t('pager.later'), () => setCursors([...cursors, timers.due.next_cursor]), {
              symbol: 'right',
              disabled: !timers.due.next_cursor,
            }),
          ),
        h(Ejb, { key: 'ejb', timers }),
      ],
      10,
    ),
  );
}

function Due({ items, refresh }) {
  const now = useNow(500);
  return section(
    { class: 'card flush' },
    div({ class: 'card-head' }, h2(t('timers.due'))),
    items.length === 0
      ? empty(t('timers.none'), t('timers.none.text'))
      : div(
          { class: 'table-box' },
          table(
            thead(
              tr(
                th({ class: 'number' }, t('field.in')),
                th({ class: 'wide-only' }, t('field.kind')),
                th(t('field.what')),
                th({ class: 'wide-only' }, t('field.queue')),
                th({ class: 'wide-only' }, t('field.due')),
                may('operator') && th(span({ class: 'sr' }, t('field.actions'))),
              ),
            ),
            tbody(items.map((due) => row(due, now, refresh))),
          ),
        ),
  );
}

const dueAt = (due) => due.due_at ?? due.start_time;

const row = (due, now, refresh) =>
  tr(
    { key: due.id ?? `schedule ${due.schedule}`, 'data-row': '' },
    td({ class: 'number countdown' }, countdown(dueAt(due), now)),
    td({ class: 'wide-only' }, tag(word('kind', due.kind ?? due.state), due.kind === 'retrying' ? 'warn' : '')),
    td({ class: 'command' }, what(due)),
    td({ class: 'wide-only' }, due.queue ?? none()),
    td({ class: 'wide-only' }, exact(dueAt(due))),
    may('operator') &&
      td({ class: 'row-actions' }, ...(due.kind === 'schedule' ? scheduleActions(due, refresh) : taskActions(due, refresh))),
  );

const what = (due) =>
  due.kind === 'schedule'
    ? a({ href: link('schedules', [due.schedule]) }, due.schedule)
    : a(
        { href: link('tasks', [due.id]) },
        span({ class: 'mono' }, due.executable ? oneLine(commandLine(due.executable, due.args)).slice(0, 160) : due.id),
      );

const taskActions = (due, refresh) => {
  const task = { ...due, state: due.kind ?? due.state, start_time: dueAt(due) };
  const now = () => attempt(() => patch(`tasks/${due.id}`, { start_time: 0 }), t('timers.run_now.done')).then(refresh);
  return [
    symbolAction(t('timers.run_now'), 'play', now, { kind: 'quiet' }),
    symbolAction(t('timers.move'), 'calendarMove', () => move(task, refresh), { kind: 'quiet' }),
    symbolAction(t('task.cancel'), 'stop', () => cancel(task, refresh), { kind: 'quiet' }),
  ];
};

const scheduleActions = (due, refresh) => [
  symbolAction(
    t('timers.run_now'),
    'play',
    () => attempt(() => post(`schedules/${encodeURIComponent(due.schedule)}/trigger`), t('schedule.trigger.done')).then(refresh),
    { kind: 'quiet' },
  ),
];

function Ejb({ timers }) {
  const now = useNow(500);
  return section(
    { class: 'card flush' },
    div({ class: 'card-head' }, h2(t('timers.ejb')), span({ class: 'aside' }, t('timers.broker', { name: timers.broker }))),
    timers.ejb_timers.length === 0
      ? empty(t('timers.ejb.none'))
      : div(
          { class: 'table-box' },
          table(
            thead(
              tr(
                th({ class: 'number' }, t('field.in')),
                th(t('field.name')),
                th({ class: 'wide-only' }, t('field.expression')),
                th({ class: 'wide-only' }, t('field.next')),
              ),
            ),
            tbody(
              timers.ejb_timers.map((timer) =>
                tr(
                  { key: timer.name },
                  td({ class: 'number countdown' }, timer.next_timeout ? countdown(timer.next_timeout, now) : none()),
                  td(timer.name),
                  td({ class: 'mono wide-only' }, timer.schedule ?? none()),
                  td({ class: 'wide-only' }, timer.next_timeout ? exact(timer.next_timeout) : none()),
                ),
              ),
            ),
          ),
        ),
  );
}
