// All tasks: search, filters, and what can be done with many at once.
import { get, may, query as queryOf } from '../api.js';
import { useLive } from '../live.js';
import { link, replaceQuery } from '../router.js';
import { t, word } from '../words.js';
import { div, h, input, option, select, useEffect, useRef, useState } from '../ui/dom.js';
import { action, empty, failure, head, linkButton, skeleton } from '../ui/parts.js';
import { icon } from '../ui/icons.js';
import { BulkBar } from './bulk.js';
import { taskTable } from './task-table.js';

const STATES = ['scheduled', 'pending', 'running', 'retrying', 'succeeded', 'failed', 'cancelled'];
const CAUSES = [
  'exit_code',
  'stderr',
  'signal',
  'timeout',
  'worker_lost',
  'not_found',
  'not_executable',
  'cancelled',
  'lost_lease',
  'launch_error',
];
const SPANS = { '15m': 900, '1h': 3600, '24h': 86_400, '7d': 604_800 };
const PAGE = 50;
const SEARCHES_FOR = 3000;

/** The filter as the broker takes it. */
export const filterOf = ({ state, queue, executable, cause, q, within }) => ({
  state,
  queue,
  executable,
  cause,
  q,
  since: SPANS[within] ? new Date(Math.floor((Date.now() - SPANS[within] * 1000) / 60_000) * 60_000).toISOString() : undefined,
});

/** One page. A page may come with few tasks or none although there are more; so it goes on for a while by itself. */
async function load(filter, cursor, stop) {
  const began = Date.now();
  const items = [];
  let next = cursor;
  do {
    const part = await get(`tasks${queryOf({ ...filter, limit: PAGE - items.length, cursor: next })}`, { signal: stop });
    items.push(...part.items);
    next = part.next_cursor;
  } while (next && items.length < PAGE && Date.now() - began < SEARCHES_FOR);
  return { items, next };
}

export function Tasks({ query }) {
  const [cursors, setCursors] = useState(['']);
  const [picked, setPicked] = useState(new Set());
  const key = JSON.stringify(query);
  const cursor = cursors.at(-1);
  const live = useLive((stop) => load(filterOf(query), cursor, stop), `${key} ${cursor}`, cursor === '' ? 2000 : 10_000);
  useEffect(() => {
    setCursors(['']);
    setPicked(new Set());
  }, [key]);
  const change = (field, value) => replaceQuery({ ...query, [field]: value });
  return div(
    head(
      t('nav.tasks'),
      t('tasks.subtitle'),
      may('submitter') && linkButton(t('nav.submit'), link('submit'), { symbol: 'plus' }),
    ),
    filters(query, change),
    may('operator') && h(BulkBar, { picked, clear: () => setPicked(new Set()), filter: filterOf(query), refresh: live.refresh }),
    content(live, query, picked, setPicked),
    pager(live, cursors, setCursors),
  );
}

const filters = (query, change) =>
  div(
    { class: 'filters', role: 'search' },
    h(Search, { name: 'q', value: query.q ?? '', hint: t('tasks.search'), change, wide: true }),
    choice(
      'state',
      query.state,
      STATES.map((one) => [one, word('state', one)]),
      change,
    ),
    h(Search, { name: 'executable', value: query.executable ?? '', hint: t('field.executable'), change }),
    h(Search, { name: 'queue', value: query.queue ?? '', hint: t('field.queue'), change }),
    choice(
      'cause',
      query.cause,
      CAUSES.map((one) => [one, word('cause', one)]),
      change,
    ),
    choice(
      'within',
      query.within,
      Object.keys(SPANS).map((one) => [one, t(`tasks.within.${one}`)]),
      change,
    ),
    Object.values(query).some(Boolean) && action(t('tasks.clear'), () => replaceQuery({}), { kind: 'quiet' }),
  );

const choice = (name, value, options, change) =>
  select(
    {
      'aria-label': t(`field.${name}`),
      name,
      value: value ?? '',
      class: value ? 'set' : '',
      onChange: (event) => change(name, event.target.value),
    },
    option({ value: '' }, t(`tasks.any.${name}`)),
    options.map(([one, text]) => option({ key: one, value: one }, text)),
  );

/** Waits until the typing rests. */
function Search({ name, value, hint, change, wide = false }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  useEffect(() => setTyped(value), [value]);
  const onInput = (event) => {
    const next = event.target.value;
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change(name, next.trim()), 300);
  };
  return div(
    { class: wide ? 'search wide' : 'search' },
    wide && icon('search'),
    input({
      type: wide ? 'search' : 'text',
      name,
      value: typed,
      placeholder: hint,
      'aria-label': hint,
      spellcheck: false,
      autocomplete: 'off',
      onInput,
    }),
  );
}

function content(live, query, picked, setPicked) {
  if (live.data === undefined) return live.problem ? failure(live.problem) : skeleton(10);
  const { items, next } = live.data;
  if (items.length > 0) return taskTable(items, may('operator') ? { picked, setPicked } : undefined);
  if (next) return empty(t('tasks.searched'), t('tasks.searched.text'));
  return Object.values(query).some(Boolean)
    ? empty(
        t('tasks.none_found'),
        t('tasks.none_found.text'),
        action(t('tasks.clear'), () => replaceQuery({})),
      )
    : empty(
        t('tasks.none'),
        t('tasks.none.text'),
        may('submitter') && linkButton(t('nav.submit'), link('submit'), { kind: 'primary', symbol: 'plus' }),
      );
}

function pager(live, cursors, setCursors) {
  const next = live.data?.next;
  if (cursors.length === 1 && !next) return null;
  return div(
    { class: 'pager' },
    action(t('pager.newer'), () => setCursors(cursors.slice(0, -1)), { symbol: 'left', disabled: cursors.length === 1 }),
    t('pager.page', { n: cursors.length }),
    action(t('pager.older'), () => setCursors([...cursors, next]), { symbol: 'right', disabled: !next }),
  );
}
