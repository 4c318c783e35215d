// Workers: what each can run, what it runs now, and whether it takes more.
import { get, may, post } from '../api.js';
import { useLive } from '../live.js';
import { shortSpan, useNow } from '../moments.js';
import { link } from '../router.js';
import { t } from '../words.js';
import { a, article, classes, details, div, dl, h, h2, li, span, summary, ul } from '../ui/dom.js';
import { confirm } from '../ui/dialogs.js';
import { action, bar, empty, head, loaded, none, pair, since, tag } from '../ui/parts.js';
import { attempt } from '../ui/toast.js';

const KIND = { running: 'good', draining: 'warn', lost: 'bad' };
const FEW = 8;

export function Workers() {
  const live = useLive((stop) => get('workers', { signal: stop }), 'workers');
  return div(
    head(t('nav.workers'), t('workers.subtitle')),
    loaded(live, ({ items }) =>
      items.length === 0
        ? empty(t('workers.none'), t('workers.none.text'))
        : div(
            { class: 'workers' },
            items.map((worker) => h(Worker, { key: worker.name, worker, refresh: live.refresh })),
          ),
    ),
  );
}

function Worker({ worker, refresh }) {
  const slots = t('worker.slots', { busy: worker.slots.busy, total: worker.slots.total });
  return article(
    { class: classes('card worker', `is-${worker.state}`) },
    div(
      { class: 'card-head' },
      h2(worker.name),
      tag(t(`worker.${worker.state}`), KIND[worker.state]),
      may('operator') && tap(worker, refresh),
    ),
    div({ class: 'slots' }, bar(worker.slots.busy / Math.max(1, worker.slots.total), slots), span(slots)),
    dl(
      { class: 'pairs' },
      pair(t('field.host'), `${worker.host} · ${worker.pid}`),
      pair(t('field.started'), since(worker.started_at)),
      pair(t('field.seen'), since(worker.last_seen)),
      pair(t('nav.queues'), worker.queues.join(', ') || none()),
      pair(t('field.executables'), executables(worker.executables), { class: 'whole' }),
    ),
    running(worker.running),
  );
}

function tap(worker, refresh) {
  const path = `workers/${encodeURIComponent(worker.name)}`;
  if (worker.state === 'draining') {
    return action(
      t('worker.resume'),
      () => attempt(() => post(`${path}/resume`), t('worker.resume.done', { name: worker.name })).then(refresh),
      { symbol: 'play' },
    );
  }
  if (worker.state === 'lost') return null;
  return action(t('worker.drain'), () => drain(worker, path, refresh), { symbol: 'drain' });
}

async function drain(worker, path, refresh) {
  const sure = await confirm({
    title: t('worker.drain.title', { name: worker.name }),
    text: t('worker.drain.text', { n: worker.slots.busy }),
    yes: t('worker.drain'),
  });
  if (sure) await attempt(() => post(`${path}/drain`), t('worker.drain.done', { name: worker.name })).then(refresh);
}

function executables(names) {
  if (names.length === 0) return none();
  const chips = (some) =>
    some.map((name) => a({ key: name, class: 'chip mono', href: link('tasks', [], { executable: name }) }, name));
  if (names.length <= FEW) return div({ class: 'chips' }, chips(names));
  return details({ class: 'chips' }, summary(t('worker.executables', { n: names.length })), chips(names));
}

function running(tasks) {
  if (tasks.length === 0) return null;
  return ul(
    { class: 'lines' },
    tasks.map((task) => h(Running, { key: task.id, task })),
  );
}

function Running({ task }) {
  const now = useNow(1000);
  return li(
    a({ href: link('tasks', [task.id]), class: 'mono name' }, task.executable),
    span({ class: 'rest' }, t('task.attempt', { n: task.attempt }), ' · ', shortSpan(now - Date.parse(task.started_at))),
  );
}
