// The fields of a task request, for the submit form and for schedules.
import { get } from '../api.js';
import { useLive } from '../live.js';
import { t } from '../words.js';
import { datalist, details, div, fieldset, h, legend, option, summary } from '../ui/dom.js';
import { field, Growing, line, lines, pick } from '../ui/fields.js';
import { action, symbolAction } from '../ui/parts.js';

/** @param problem a problem whose fields may be below `task.` */
export function TaskFields({ draft, change, problem, timed = true }) {
  const workers = useLive((stop) => get('workers', { signal: stop }), 'workers', 30_000);
  const names = [...new Set((workers.data?.items ?? []).flatMap((worker) => worker.executables))].sort();
  const set = (name) => (value) => change({ ...draft, [name]: value });
  const more = (extra = {}) => ({ problem, ...extra });
  const advanced = draft.stdin || draft.env || draft.failure_rule || draft.sha256 || draft.keep || draft.timeout;
  return div(
    { class: 'fields' },
    field(
      'executable',
      t('field.executable'),
      line(draft.executable, set('executable'), { list: 'executables', required: true, class: 'mono' }),
      more({ wide: true }),
    ),
    datalist(
      { id: 'executables' },
      names.map((name) => option({ key: name, value: name })),
    ),
    argumentList(draft, set('args'), problem),
    timed && when(draft, set, problem),
    field('queue', t('field.queue'), line(draft.queue, set('queue'), { placeholder: 'default' }), more()),
    field(
      'priority',
      t('field.priority'),
      line(draft.priority, set('priority'), { placeholder: '4', inputMode: 'numeric' }),
      more({ hint: t('submit.priority') }),
    ),
    field(
      'retry_intervals',
      t('field.retries'),
      line(draft.retry, set('retry'), { placeholder: '5, 8, 9' }),
      more({ hint: t('submit.retries'), wide: true }),
    ),
    details(
      { class: 'wide', open: Boolean(advanced) },
      summary(t('submit.more')),
      div(
        { class: 'fields' },
        field(
          'timeout',
          t('field.timeout'),
          line(draft.timeout, set('timeout'), { inputMode: 'decimal' }),
          more({ hint: t('submit.timeout') }),
        ),
        field(
          'result_keep_time',
          t('field.keep'),
          line(draft.keep, set('keep'), { placeholder: '86400', inputMode: 'decimal' }),
          more({ hint: t('submit.keep') }),
        ),
        field(
          'failure_rule',
          t('field.failure_rule'),
          pick(
            draft.failure_rule,
            [
              ['', t('rule.default')],
              ['stderr', t('rule.stderr')],
              ['exit_code', t('rule.exit_code')],
            ],
            set('failure_rule'),
          ),
          more({ wide: true }),
        ),
        field(
          'sha256',
          t('field.sha256'),
          line(draft.sha256, set('sha256'), { class: 'mono' }),
          more({ hint: t('submit.sha256'), wide: true }),
        ),
        field('stdin', t('field.stdin'), lines(draft.stdin, set('stdin'), { class: 'mono' }), more({ wide: true })),
        field(
          'env',
          t('field.env'),
          lines(draft.env, set('env'), { class: 'mono', placeholder: 'NAME=value' }),
          more({ hint: t('submit.env'), wide: true }),
        ),
      ),
    ),
  );
}

function argumentList({ args }, set, problem) {
  const wrong = (problem?.errors ?? []).filter((one) => one.field === 'args' || one.field.startsWith('args['));
  return fieldset(
    { class: 'wide arguments' },
    legend(t('field.args')),
    args.map((value, i) =>
      div(
        { class: 'argument', key: i },
        h(Growing, {
          value,
          class: 'mono',
          'aria-label': t('submit.argument', { n: i + 1 }),
          onInput: (event) => set(args.with(i, event.target.value)),
        }),
        symbolAction(t('submit.argument.remove', { n: i + 1 }), 'close', () => set(args.toSpliced(i, 1)), { kind: 'quiet' }),
      ),
    ),
    action(t('submit.argument.add'), () => set([...args, '']), { symbol: 'plus', kind: 'quiet' }),
    wrong.map((one) => div({ key: one.field, class: 'field-error' }, `${one.field}: ${one.message}`)),
  );
}

const when = (draft, set, problem) =>
  div(
    { class: 'wide fields' },
    field(
      'when',
      t('submit.when'),
      pick(
        draft.when,
        [
          ['now', t('submit.now')],
          ['delay', t('submit.delay')],
          ['at', t('submit.at')],
        ],
        set('when'),
      ),
    ),
    draft.when === 'delay' &&
      field('delay', t('submit.delay.seconds'), line(draft.delay, set('delay'), { inputMode: 'decimal' }), { problem }),
    draft.when === 'at' &&
      field('start_time', t('submit.at.moment'), line(draft.at, set('at'), { type: 'datetime-local', step: 1 }), { problem }),
  );
