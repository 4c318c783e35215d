// The keyboard: single keys as in a mail reader, never while something is typed.
import { go } from '../router.js';
import { t } from '../words.js';
import { show } from './dialogs.js';
import { action } from './parts.js';
import { dd, div, dl, dt, h2, kbd, useEffect } from './dom.js';

const PAGES = {
  o: 'overview',
  t: 'tasks',
  i: 'timers',
  q: 'queues',
  w: 'workers',
  s: 'schedules',
  f: 'failures',
  a: 'audit',
  n: 'submit',
};
const FOLLOWS_WITHIN = 1200;

const isTyping = (target) => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

/** Keys for the whole console. */
export function useKeys() {
  useEffect(() => {
    let leader = 0;
    const onKey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape' && isTyping(event.target)) event.target.blur();
      if (isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (Date.now() - leader < FOLLOWS_WITHIN && PAGES[key]) {
        leader = 0;
        go(PAGES[key]);
      } else if (key === 'g') leader = Date.now();
      else if (key === 'n') go('submit');
      else if (key === '?') help();
      else if (key === '/') focusSearch();
      else if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function focusSearch() {
  const search = document.querySelector('main input[type=search]');
  if (search) search.focus();
  else go('tasks');
}

/** Moves among the rows that have a link. */
function step(by) {
  const rows = [...document.querySelectorAll('main [data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
  next?.querySelector('a')?.focus();
}

/** Shows what the keys do. */
export function help() {
  const line = (keys, text) => [dt(...keys.flatMap((key) => [kbd(key), ' '])), dd(text)];
  const pages = Object.entries(PAGES).map(([key, page]) => line(['g', key], t(`nav.${page}`)));
  show(t('keys.title'), (close) =>
    div(
      h2(t('keys.title')),
      dl(
        { class: 'keys' },
        ...pages,
        line(['n'], t('nav.submit')),
        line(['/'], t('keys.search')),
        line(['j', 'k'], t('keys.rows')),
        line(['Enter'], t('keys.open')),
        line(['Esc'], t('keys.leave')),
        line(['?'], t('keys.help')),
      ),
      div(
        { class: 'actions' },
        action(t('close'), () => close(), { autofocus: true }),
      ),
    ),
  );
}
