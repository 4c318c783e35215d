// The ledger of all tasks ever accepted, against the tasks themselves.
import { get } from '../api.js';
import { useLive } from '../live.js';
import { link } from '../router.js';
import { number, t, word } from '../words.js';
import { a, classes, div, h2, li, p, section, strong, table, tbody, td, th, thead, tr, ul } from '../ui/dom.js';
import { icon } from '../ui/icons.js';
import { action, head, loaded } from '../ui/parts.js';

/** It looks at every task, so it is not asked for by itself all the time. */
const EVERY = 60_000;

export function Audit() {
  const live = useLive((stop) => get('audit', { signal: stop }), 'audit', EVERY);
  return div(
    head(t('nav.audit'), t('audit.subtitle'), action(t('audit.again'), live.refresh, { symbol: 'retry' })),
    loaded(live, result),
  );
}

const result = (audit) => [
  section(
    { class: classes('card verdict', audit.balanced ? 'good' : 'bad'), key: 'verdict' },
    icon(audit.balanced ? 'check' : 'failures'),
    div(strong(t(audit.balanced ? 'audit.balanced' : 'audit.unbalanced')), p(t('audit.accepted', { n: audit.accepted }))),
  ),
  div(
    { class: 'table-box card flush', key: 'table' },
    table(
      { class: 'ledger' },
      thead(tr(th(t('field.state')), th({ class: 'number' }, t('audit.ledger')), th({ class: 'number' }, t('audit.counted')))),
      tbody(Object.keys(audit.states).map((name) => row(name, audit))),
    ),
  ),
  audit.in_doubt.length > 0 &&
    section(
      { class: 'card', key: 'doubt' },
      h2({ class: 'card-title' }, t('audit.in_doubt')),
      ul(
        { class: 'lines' },
        audit.in_doubt.slice(0, 200).map((id) => li({ key: id }, a({ class: 'mono', href: link('tasks', [id]) }, id))),
      ),
    ),
];

const row = (name, { states, counted }) =>
  tr(
    { key: name, class: classes(states[name] !== counted[name] && 'differs') },
    td(word('state', name)),
    td({ class: 'number' }, number(states[name])),
    td({ class: 'number' }, typeof counted[name] === 'number' ? number(counted[name]) : '–'),
  );
