// Recurring tasks: when each comes next, and whether it comes at all.
import { get, may, post } from '../api.js';
import { useLive } from '../live.js';
import { countdown, exact, useNow } from '../moments.js';
import { link } from '../router.js';
import { commandLine, oneLine } from '../text.js';
import { number, t } from '../words.js';
import { a, div, h, span, table, tbody, td, th, thead, tr } from '../ui/dom.js';
import { action, empty, head, linkButton, loaded, none, since, tag } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';

/** Stands in the address in place of a name; no schedule can be called so. */
export const NEW = '+';

export function Schedules() {
  const live = useLive((stop) => get('schedules', { signal: stop }), 'schedules');
  const create = may('operator') && linkButton(t('schedules.new'), link('schedules', [NEW]), { symbol: 'plus', kind: 'primary' });
  return div(
    head(t('nav.schedules'), t('schedules.subtitle'), create),
    loaded(live, ({ items }) =>
      items.length === 0 ? empty(t('schedules.none'), t('schedules.none.text')) : h(List, { items, refresh: live.refresh }),
    ),
  );
}

/** The schedule in a few words: cron as it is, calendars as the fields that say something. */
export function rhythm(schedule) {
  if (schedule.cron) return schedule.cron;
  const said = Object.entries(schedule.calendar ?? {}).filter(([, value]) => value && value !== '*');
  return said.map(([field, value]) => `${field.replaceAll('_', ' ')} ${value}`).join(', ');
}

function List({ items, refresh }) {
  const now = useNow(500);
  return div(
    { class: 'table-box card flush' },
    table(
      thead(
        tr(
          th(t('field.name')),
          th({ class: 'wide-only' }, t('field.rhythm')),
          th(t('field.next')),
          th({ class: 'wide-only' }, t('field.last')),
          th({ class: 'wide-only' }, t('field.command')),
          th({ class: 'number wide-only' }, t('field.missed')),
          may('operator') && th(span({ class: 'sr' }, t('field.actions'))),
        ),
      ),
      tbody(items.map((schedule) => row(schedule, now, refresh))),
    ),
  );
}

const row = (schedule, now, refresh) =>
  tr(
    { key: schedule.name, 'data-row': '' },
    td(a({ href: link('schedules', [schedule.name]), class: 'name' }, schedule.name)),
    td({ class: 'wide-only' }, span({ class: 'mono' }, rhythm(schedule)), span({ class: 'aside' }, ` ${schedule.time_zone}`)),
    td(next(schedule, now)),
    td({ class: 'wide-only' }, last(schedule)),
    td(
      { class: 'command wide-only' },
      span({ class: 'mono' }, oneLine(commandLine(schedule.task.executable, schedule.task.args)).slice(0, 120)),
    ),
    td({ class: 'number wide-only' }, schedule.missed_firings ? number(schedule.missed_firings) : none()),
    may('operator') && td({ class: 'row-actions' }, ...actions(schedule, refresh)),
  );

function next(schedule, now) {
  if (schedule.paused) return tag(t('schedule.paused'), 'warn');
  if (!schedule.next_firing) return tag(t('schedule.never'));
  return span({ class: 'countdown', title: exact(schedule.next_firing) }, countdown(schedule.next_firing, now));
}

function last(schedule) {
  if (!schedule.last_firing) return none();
  const id = schedule.last_task?.id ?? schedule.last_task;
  return id ? a({ href: link('tasks', [id]) }, since(schedule.last_firing)) : since(schedule.last_firing);
}

export const pathOf = (name) => `schedules/${encodeURIComponent(name)}`;

const actions = (schedule, refresh) => {
  const change = (verb) => () =>
    attempt(() => post(`${pathOf(schedule.name)}/${verb}`), t(`schedule.${verb}.done`, { name: schedule.name })).then(refresh);
  return [
    action(t('schedule.trigger'), change('trigger'), { symbol: 'play' }),
    schedule.paused
      ? action(t('schedule.resume'), change('resume'), { symbol: 'play' })
      : action(t('schedule.pause'), change('pause'), { symbol: 'pause' }),
  ];
};
