// The form of a schedule: when it fires, and the task that it submits.
import { may, post, Problem, put } from '../api.js';
import { go } from '../router.js';
import { t } from '../words.js';
import { button, datalist, div, form, h, h2, option, p, section, useState } from '../ui/dom.js';
import { field, line, pick } from '../ui/fields.js';
import { complain, tell } from '../ui/toast.js';
import { draftOf, emptyDraft, requestOf } from './draft.js';
import { pathOf } from './schedules.js';
import { TaskFields } from './task-fields.js';

const CALENDAR = { second: '0', minute: '0', hour: '0', day_of_month: '*', month: '*', day_of_week: '*', year: '*' };

const fresh = () => ({
  name: '',
  kind: 'cron',
  cron: '',
  calendar: { ...CALENDAR },
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  missed: 'skip',
});

const shown = (schedule) => ({
  name: schedule.name,
  kind: schedule.cron ? 'cron' : 'calendar',
  cron: schedule.cron ?? '',
  calendar: { ...CALENDAR, ...schedule.calendar },
  time_zone: schedule.time_zone,
  missed: schedule.missed ?? 'skip',
});

/** Empty fields of a calendar are left to their defaults. */
const bodyOf = (head, draft, paused) => ({
  name: head.name.trim(),
  ...(head.kind === 'cron'
    ? { cron: head.cron.trim() }
    : { calendar: Object.fromEntries(Object.entries(head.calendar).filter(([, value]) => value.trim() !== '')) }),
  time_zone: head.time_zone.trim() || undefined,
  missed: head.missed,
  paused,
  task: requestOf(draft, false),
});

/** The broker names the fields of the task below `task.`; the fields of the page do not. */
const ofTask = (problem) =>
  problem && { errors: problem.errors.map((one) => ({ ...one, field: one.field.replace(/^task\./, '') })) };

export function ScheduleForm({ kept, isNew, reload }) {
  const [top, setTop] = useState(kept ? shown(kept) : fresh());
  const [draft, setDraft] = useState(kept ? draftOf(kept.task) : emptyDraft());
  const [problem, setProblem] = useState(undefined);
  const onSubmit = async (event) => {
    event.preventDefault();
    try {
      const body = bodyOf(top, draft, kept?.paused ?? false);
      const saved = isNew ? await post('schedules', body) : await put(pathOf(kept.name), body);
      tell(t('schedule.saved', { name: saved.name }));
      setProblem(undefined);
      if (isNew) go('schedules', [saved.name]);
      else reload();
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
      if (failed.errors.length === 0) complain(failed);
    }
  };
  return form(
    { onSubmit, noValidate: true, class: 'schedule-form', 'aria-label': t('field.schedule') },
    section({ class: 'card' }, h2({ class: 'card-title' }, t('field.rhythm')), when(top, setTop, problem, isNew)),
    section(
      { class: 'card' },
      h2({ class: 'card-title' }, t('field.task')),
      h(TaskFields, { draft, change: setDraft, problem: ofTask(problem), timed: false }),
    ),
    may('operator') &&
      div(
        { class: 'actions form-actions' },
        problem?.errors.length > 0 && p({ class: 'field-error', role: 'alert' }, problem.detail),
        button({ type: 'submit', class: 'button primary' }, t(isNew ? 'schedule.create' : 'schedule.save')),
      ),
  );
}

function when(top, setTop, problem, isNew) {
  const set = (name) => (value) => setTop({ ...top, [name]: value });
  const part = (name) =>
    field(
      `calendar.${name}`,
      t(`calendar.${name}`),
      line(top.calendar[name], (value) => setTop({ ...top, calendar: { ...top.calendar, [name]: value } }), {
        class: 'mono',
        placeholder: CALENDAR[name],
      }),
      { problem },
    );
  return div(
    { class: 'fields' },
    field('name', t('field.name'), line(top.name, set('name'), { disabled: !isNew, required: true }), { problem, wide: true }),
    field(
      'kind',
      t('schedule.kind'),
      pick(
        top.kind,
        [
          ['cron', t('schedule.cron')],
          ['calendar', t('schedule.calendar')],
        ],
        set('kind'),
      ),
    ),
    field('time_zone', t('field.time_zone'), line(top.time_zone, set('time_zone'), { list: 'zones' }), { problem }),
    datalist(
      { id: 'zones' },
      Intl.supportedValuesOf('timeZone').map((zone) => option({ key: zone, value: zone })),
    ),
    top.kind === 'cron'
      ? field('cron', t('schedule.cron'), line(top.cron, set('cron'), { class: 'mono', placeholder: '*/5 * * * *' }), {
          problem,
          hint: t('schedule.cron.hint'),
          wide: true,
        })
      : div({ class: 'wide calendar' }, Object.keys(CALENDAR).map(part)),
    field(
      'missed',
      t('schedule.missed'),
      pick(
        top.missed,
        [
          ['skip', t('schedule.skip')],
          ['run_once', t('schedule.run_once')],
        ],
        set('missed'),
      ),
      { problem, hint: t('schedule.missed.hint'), wide: true },
    ),
  );
}
