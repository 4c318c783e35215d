// Cancels or retries many tasks at once: the picked ones, or all that the filter matches. Counts first, asks, then acts.
import { post } from '../api.js';
import { t } from '../words.js';
import { div, span } from '../ui/dom.js';
import { confirm } from '../ui/dialogs.js';
import { action } from '../ui/parts.js';
import { attempt, tell } from '../ui/toast.js';

/** @param what {ids} or {filter} */
export async function bulk(verb, what, refresh) {
  const counted = await attempt(() => post('tasks/bulk', { action: verb, ...what, dry_run: true }));
  if (!counted) return false;
  if (counted.matched - counted.skipped <= 0) {
    tell(t(`bulk.${verb}.none`), 'bad');
    return false;
  }
  const able = counted.matched - counted.skipped;
  const more = counted.more ? t('bulk.more') : '';
  const sure = await confirm({
    title: t(`bulk.${verb}.title`, { n: able }),
    text: `${t(`bulk.${verb}.text`, { n: able })} ${counted.skipped > 0 ? t('bulk.skipped', { n: counted.skipped }) : ''} ${more}`.trim(),
    yes: t(`bulk.${verb}.yes`, { n: able }),
    danger: verb === 'cancel',
  });
  if (!sure) return false;
  const done = await attempt(() =>
    post('tasks/bulk', { action: verb, ...what, ...(what.filter && { expected: counted.matched }) }),
  );
  if (done) tell(t(`bulk.${verb}.done`, { n: done.changed }));
  refresh();
  return Boolean(done);
}

export function BulkBar({ picked, clear, filter, refresh }) {
  const run = (verb, what) => async () => (await bulk(verb, what, refresh)) && clear();
  const some = picked.size > 0;
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  // Without a filter there is no bar: nobody means all tasks there are.
  if (!some && Object.keys(given).length === 0) return null;
  const what = some ? { ids: [...picked] } : { filter: given };
  return div(
    { class: some ? 'bulk some' : 'bulk' },
    span({ role: 'status' }, some ? t('bulk.picked', { n: picked.size }) : t('bulk.all')),
    action(t('bulk.cancel'), run('cancel', what), { symbol: 'stop', kind: some ? '' : 'quiet' }),
    action(t('bulk.retry'), run('retry', what), { symbol: 'retry', kind: some ? '' : 'quiet' }),
    some && action(t('bulk.clear'), clear, { kind: 'quiet' }),
  );
}
