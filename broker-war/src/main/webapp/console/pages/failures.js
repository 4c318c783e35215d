// Failed tasks grouped by what went wrong, so that one cause is one line.
import { get, may, query as queryOf } from '../api.js';
import { useLive } from '../live.js';
import { link, replaceQuery } from '../router.js';
import { plain } from '../text.js';
import { number, t, word } from '../words.js';
import { a, div, form, h, input, span, table, tbody, td, th, thead, tr, useState } from '../ui/dom.js';
import { empty, head, loaded, none, since, symbolAction, tag } from '../ui/parts.js';
import { bulk } from './bulk.js';

export function Failures({ query }) {
  const live = useLive((stop) => get(`failures${queryOf(query)}`, { signal: stop }), JSON.stringify(query), 5000);
  return div(
    head(t('nav.failures'), live.data ? t('failures.subtitle', { n: live.data.looked_at }) : ' '),
    h(Filters, { query }),
    loaded(live, ({ items }) =>
      items.length === 0 ? empty(t('failures.none'), t('failures.none.text')) : list(items, live.refresh),
    ),
  );
}

function Filters({ query }) {
  const [typed, setTyped] = useState({ queue: '', executable: '', ...query });
  const onSubmit = (event) => {
    event.preventDefault();
    replaceQuery(typed);
  };
  const field = (name) =>
    div(
      { class: 'search' },
      input({
        name,
        type: 'text',
        value: typed[name],
        placeholder: t(`field.${name}`),
        'aria-label': t(`field.${name}`),
        spellcheck: false,
        autocomplete: 'off',
        onInput: (event) => setTyped({ ...typed, [name]: event.target.value }),
        onChange: onSubmit,
      }),
    );
  return form({ class: 'filters', role: 'search', onSubmit }, field('executable'), field('queue'));
}

const list = (items, refresh) =>
  div(
    { class: 'table-box card flush' },
    table(
      thead(
        tr(
          th({ class: 'number' }, t('field.count')),
          th({ class: 'wide-only' }, t('field.executable')),
          th(t('field.cause')),
          th({ class: 'wide-only' }, t('field.first')),
          th(t('field.last')),
          may('operator') && th(span({ class: 'sr' }, t('field.actions'))),
        ),
      ),
      tbody(items.map((group) => row(group, refresh))),
    ),
  );

const row = (group, refresh) =>
  tr(
    { key: `${group.executable} ${group.cause} ${group.message}`, 'data-row': '' },
    td(
      { class: 'number' },
      a({ href: link('tasks', [], { state: 'failed', executable: group.executable, cause: group.cause }) }, number(group.count)),
    ),
    td({ class: 'wide-only' }, span({ class: 'mono' }, group.executable)),
    td(
      { class: 'message' },
      div(tag(word('cause', group.cause), 'bad'), ' ', span({ class: 'mono narrow-only' }, group.executable)),
      a(
        { href: link('tasks', [group.newest_task]), class: 'mono' },
        group.message ? plain(group.message) : t('failures.no_message'),
      ),
    ),
    td({ class: 'wide-only' }, group.first_at ? since(group.first_at) : none()),
    td(since(group.last_at)),
    may('operator') &&
      td(
        { class: 'row-actions' },
        symbolAction(
          t('failures.retry', { executable: group.executable, cause: word('cause', group.cause) }),
          'retry',
          () => bulk('retry', { filter: { state: 'failed', executable: group.executable, cause: group.cause } }, refresh),
          { kind: 'quiet' },
        ),
      ),
  );
