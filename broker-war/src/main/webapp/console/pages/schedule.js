// One schedule: made, changed, paused, triggered, deleted.
import { get, may, post, remove } from '../api.js';
import { exact, useNow, countdown } from '../moments.js';
import { go, link } from '../router.js';
import { t } from '../words.js';
import { a, div, h, h1, header, section, useEffect, useState } from '../ui/dom.js';
import { confirm } from '../ui/dialogs.js';
import { icon } from '../ui/icons.js';
import { action, empty, failure, pair, none, skeleton } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';
import { ScheduleForm } from './schedule-form.js';
import { NEW, pathOf } from './schedules.js';

export function Schedule({ name }) {
  const isNew = name === NEW;
  const [kept, setKept] = useState(undefined);
  const [problem, setProblem] = useState(undefined);
  const load = () => get(pathOf(name)).then(setKept, setProblem);
  useEffect(() => {
    if (!isNew) load();
  }, [name]);
  if (problem) return problem.status === 404 ? empty(t('schedule.unknown'), t('schedule.unknown.text')) : failure(problem);
  if (!isNew && !kept) return skeleton(8);
  return div(
    header(
      { class: 'head' },
      div(
        a({ class: 'back', href: link('schedules') }, icon('left'), t('nav.schedules')),
        h1(isNew ? t('schedules.new') : kept.name),
      ),
      !isNew && may('operator') && div({ class: 'actions' }, ...actions(kept, load)),
    ),
    !isNew && h(Firings, { schedule: kept }),
    h(ScheduleForm, { key: name, kept, isNew, reload: load }),
  );
}

function actions(schedule, load) {
  const change = (verb) => () =>
    attempt(() => post(`${pathOf(schedule.name)}/${verb}`), t(`schedule.${verb}.done`, { name: schedule.name })).then(load);
  return [
    action(t('schedule.trigger'), change('trigger'), { symbol: 'play' }),
    schedule.paused
      ? action(t('schedule.resume'), change('resume'), { symbol: 'play' })
      : action(t('schedule.pause'), change('pause'), { symbol: 'pause' }),
    action(t('schedule.delete'), () => drop(schedule), { symbol: 'trash', kind: 'danger' }),
  ];
}

async function drop(schedule) {
  const sure = await confirm({
    title: t('schedule.delete.title', { name: schedule.name }),
    text: t('schedule.delete.text'),
    yes: t('schedule.delete'),
    danger: true,
  });
  if (sure && (await attempt(() => remove(pathOf(schedule.name)), t('schedule.delete.done', { name: schedule.name }))))
    go('schedules');
}

function Firings({ schedule }) {
  const now = useNow(1000);
  const last = schedule.last_task?.id ?? schedule.last_task;
  return section(
    { class: 'card' },
    h(
      'dl',
      { class: 'pairs' },
      pair(
        t('field.next'),
        schedule.paused
          ? t('schedule.paused')
          : schedule.next_firing
            ? `${exact(schedule.next_firing)} (${countdown(schedule.next_firing, now)})`
            : none(),
      ),
      pair(t('field.last'), schedule.last_firing ? exact(schedule.last_firing) : none()),
      pair(t('field.last_task'), last ? a({ class: 'mono', href: link('tasks', [last]) }, last) : none()),
      pair(t('field.missed'), String(schedule.missed_firings ?? 0)),
    ),
  );
}
