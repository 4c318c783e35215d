// What surrounds every page: the navigation, who is signed in, and whether the broker answers.
import { may, session, signOut } from '../api.js';
import { connection } from '../live.js';
import { link } from '../router.js';
import { useSignal } from '../signal.js';
import { chooseLanguage, language, t, word } from '../words.js';
import { attempt } from './toast.js';
import { a, aside, button, classes, div, h, header, main, nav, p, span, useEffect, useState } from './dom.js';
import { icon } from './icons.js';
import { help } from './keys.js';
import { linkButton, symbolAction } from './parts.js';

const PAGES = ['overview', 'tasks', 'timers', 'queues', 'workers', 'schedules', 'failures', 'audit'];
const SCHEMES = ['auto', 'light', 'dark'];

export function Shell({ at, children }) {
  const [menu, setMenu] = useState(false);
  useEffect(() => setMenu(false), [at]);
  return div(
    { class: classes('shell', menu && 'menu-open') },
    a({ class: 'skip', href: '#main', onClick: toMain }, t('skip')),
    header(
      { class: 'top' },
      symbolAction(t('menu'), 'menu', () => setMenu(!menu), {
        kind: 'quiet',
        'aria-expanded': String(menu),
        'aria-controls': 'side',
      }),
      brand(),
      h(Pulse, { short: true }),
    ),
    menu && div({ class: 'veil', onClick: () => setMenu(false) }),
    aside(
      { class: 'side', id: 'side' },
      brand(),
      may('submitter') && linkButton(t('nav.submit'), link('submit'), { kind: 'primary', symbol: 'plus' }),
      nav(
        { 'aria-label': t('nav') },
        PAGES.map((name) => item(name, at.page === name)),
      ),
      h(Foot),
    ),
    main({ id: 'main', tabIndex: -1, class: `page-${at.page}` }, h(Away), children),
  );
}

/** The address stays: it says which page is shown. */
function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

const brand = () => a({ class: 'brand', href: link('overview') }, span({ class: 'mark' }), 'kingtask');

const item = (name, here) =>
  a({ key: name, href: link(name), class: 'item', 'aria-current': here ? 'page' : undefined }, icon(name), t(`nav.${name}`));

function Foot() {
  const who = useSignal(session);
  const [scheme, setScheme] = useState(document.documentElement.dataset.scheme);
  const nextScheme = () => {
    const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
    localStorage.setItem('kingtask.scheme', next);
    document.documentElement.dataset.scheme = next;
    setScheme(next);
  };
  const other = language.get() === 'en' ? 'zh' : 'en';
  return div(
    { class: 'foot' },
    h(Pulse),
    div(
      { class: 'who', title: who.auth === 'off' ? t('who.off') : undefined },
      span({ class: 'name' }, who.auth === 'off' ? t('who.anybody') : who.name),
      span({ class: 'role' }, word('role', who.role)),
    ),
    div(
      { class: 'tools' },
      symbolAction(t('scheme', { name: t(`scheme.${scheme}`) }), scheme, nextScheme, { kind: 'quiet' }),
      button(
        {
          type: 'button',
          class: 'button symbol quiet language',
          lang: other === 'zh' ? 'zh-CN' : 'en',
          onClick: () => chooseLanguage(other),
          title: t('language.other'),
          'aria-label': t('language.other'),
        },
        other === 'zh' ? '中' : 'En',
      ),
      symbolAction(t('keys.title'), 'keyboard', help, { kind: 'quiet wide-only' }),
      who.auth === 'token' && symbolAction(t('sign_out'), 'out', () => attempt(signOut), { kind: 'quiet' }),
    ),
  );
}

function Pulse({ short = false }) {
  const { up } = useSignal(connection);
  return span(
    { class: classes('pulse', !up && 'down') },
    span({ class: 'dot' }),
    span({ class: short ? 'sr' : '' }, t(up ? 'live' : 'live.away')),
  );
}

/** Says that what is shown may be old, and why. */
function Away() {
  const now = useSignal(connection);
  if (now.up) return null;
  const text = now.code === 'away' ? t('away.broker') : word('error', now.code);
  return div({ class: 'banner', role: 'alert' }, icon('failures'), p(text, ' ', t('away.again')));
}

/** Before it is known who is signed in. */
export function Waiting() {
  const { up } = useSignal(connection);
  return main({ class: 'waiting' }, span({ class: 'mark' }), p({ role: 'status' }, up ? t('loading') : t('away.broker')));
}
