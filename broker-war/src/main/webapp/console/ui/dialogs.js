// Questions in front of the page. The browser's own dialog keeps the keyboard inside and lets Escape end it.
import { route } from '../router.js';
import { signal, useSignal } from '../signal.js';
import { t } from '../words.js';
import { dialog, div, form, h, h2, p, useEffect, useRef, useState } from './dom.js';
import { action } from './parts.js';

const open = signal(null);

// A question belongs to the page that it was asked on.
route.watch(() => open.get()?.close());

/** Shows a dialog; `draw(close)` answers its content. Resolves with what `close` was called with, undefined when it was left. */
export const show = (label, draw) =>
  new Promise((resolve) => {
    open.get()?.close();
    const shown = {
      label,
      draw,
      close(value) {
        if (open.get() === shown) open.set(null);
        resolve(value);
      },
    };
    open.set(shown);
  });

/** Asks before something happens. */
export const confirm = ({ title, text, yes, danger = false }) =>
  show(title, (close) =>
    question(
      title,
      [p(text)],
      yes,
      danger ? 'danger' : 'primary',
      () => close(true),
      () => close(undefined),
    ),
  );

/** Asks for a moment: resolves with an ISO time. */
export const askMoment = (title, first) => show(title, (close) => h(Moment, { title, first, close }));

function Moment({ title, first, close }) {
  const [value, setValue] = useState(local(first ? new Date(first) : new Date(Date.now() + 3_600_000)));
  const field = h('input', {
    type: 'datetime-local',
    step: 1,
    required: true,
    value,
    'aria-label': title,
    onInput: (event) => setValue(event.target.value),
  });
  return question(
    title,
    [field],
    t('move'),
    'primary',
    () => close(new Date(value).toISOString()),
    () => close(undefined),
  );
}

const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);

function question(title, content, yes, kind, onYes, onNo) {
  const onSubmit = (event) => {
    event.preventDefault();
    onYes();
  };
  return form(
    { onSubmit },
    h2(title),
    ...content,
    div(
      { class: 'actions' },
      action(t('leave'), onNo, { kind: 'quiet' }),
      h('button', { type: 'submit', class: `button ${kind}`, 'data-yes': '' }, yes),
    ),
  );
}

export function Dialogs() {
  const shown = useSignal(open);
  return shown && h(Shown, { key: shown.label, shown });
}

function Shown({ shown }) {
  const place = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    place.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  const onClick = (event) => event.target === place.current && shown.close(undefined);
  return dialog(
    { ref: place, 'aria-label': shown.label, onClose: () => shown.close(undefined), onClick },
    shown.draw(shown.close),
  );
}
