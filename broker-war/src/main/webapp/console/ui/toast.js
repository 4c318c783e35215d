// A line that tells how an action went, and goes away by itself.
import { signal, useSignal } from '../signal.js';
import { plain } from '../text.js';
import { t, word } from '../words.js';
import { button, classes, div, p } from './dom.js';
import { icon } from './icons.js';

const SHOWN = 6000;
const toasts = signal([]);
let count = 0;

const drop = (id) => toasts.set(toasts.get().filter((one) => one.id !== id));

export function tell(text, kind = 'good') {
  count += 1;
  const id = count;
  toasts.set([...toasts.get().slice(-2), { id, text: plain(text), kind }]);
  setTimeout(drop, SHOWN, id);
}

export const complain = (problem) =>
  tell(problem.isPassing ? t('error.away') : problem.detail || word('error', problem.code), 'bad');

/** Does something that may fail, and tells how it went. Answers what it made, or undefined. */
export async function attempt(work, success) {
  try {
    const made = await work();
    if (success) tell(typeof success === 'function' ? success(made) : success);
    return made ?? true;
  } catch (problem) {
    complain(problem);
    return undefined;
  }
}

export function Toasts() {
  const shown = useSignal(toasts);
  return div(
    { class: 'toasts', role: 'status', 'aria-live': 'polite' },
    shown.map(({ id, text, kind }) =>
      div(
        { class: classes('toast', kind), key: id },
        p(text),
        button(
          { type: 'button', class: 'button symbol quiet', 'aria-label': t('close'), onClick: () => drop(id) },
          icon('close'),
        ),
      ),
    ),
  );
}
