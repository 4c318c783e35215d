// What a person should look at, worst first. Each has a place to go to.
import { shortSpan } from '../moments.js';
import { link } from '../router.js';
import { plain } from '../text.js';
import { t, word } from '../words.js';

const RECENT = 3_600_000;
const LONG_WAIT = 60;

export function attention(queues, workers, failures, now) {
  return [
    ...ofWorkers(workers),
    ...queues.flatMap(ofQueue),
    ...failures.filter((one) => now - Date.parse(one.last_at) < RECENT).map(ofFailure),
  ];
}

function ofWorkers(workers) {
  const lost = workers.filter((worker) => worker.state === 'lost');
  const found = lost.map((worker) => ({
    key: `lost ${worker.name}`,
    kind: 'bad',
    text: t('attention.lost', { name: worker.name }),
    href: link('workers'),
  }));
  if (lost.length === workers.length)
    found.unshift({ key: 'workers', kind: 'bad', text: t('attention.no_worker'), href: link('workers') });
  return found;
}

function ofQueue(queue) {
  if (queue.pending === 0) return [];
  const note = (kind, name, values) => [
    {
      key: `queue ${queue.name}`,
      kind,
      text: t(`attention.${name}`, { name: queue.name, n: queue.pending, ...values }),
      href: link('queues'),
    },
  ];
  if (queue.paused) return note('warn', 'paused');
  if (queue.workers === 0) return note('bad', 'unserved');
  if (queue.oldest_pending_seconds > LONG_WAIT)
    return note('warn', 'slow', { span: shortSpan(queue.oldest_pending_seconds * 1000) });
  return [];
}

const ofFailure = (group) => ({
  key: `failure ${group.newest_task}`,
  kind: 'warn',
  text: t('attention.failure', {
    n: group.count,
    executable: group.executable,
    cause: word('cause', group.cause),
    message: plain(group.message ?? '').slice(0, 80),
  }),
  href: link('tasks', [], { state: 'failed', executable: group.executable, cause: group.cause }),
});
