// Small pieces that every page uses.
import { ago, exact, useNow } from '../moments.js';
import { t, word } from '../words.js';
import { icon } from './icons.js';
import { a, button, classes, dd, div, dt, h, h1, header, p, span, time, useState } from './dom.js';

/** A page's head: its name, what it tells in a line, and what can be done. */
export const head = (title, subtitle, ...actions) =>
  header(
    { class: 'head' },
    div(h1(title), subtitle && p({ class: 'subtitle' }, subtitle)),
    div({ class: 'actions' }, ...actions),
  );

export const state = (name) => span({ class: classes('state', `is-${name}`) }, span({ class: 'dot' }), word('state', name));

export const tag = (content, kind = '') => span({ class: classes('tag', kind) }, content);

/** A button; `kind` is primary, danger, quiet or nothing. */
export const action = (label, onClick, { kind = '', symbol, disabled = false, title, ...more } = {}) =>
  button(
    { type: 'button', class: classes('button', kind), onClick, disabled, title, ...more },
    symbol && icon(symbol),
    span({ class: 'label' }, label),
  );

/** A button with a symbol only; its label is read out and shown as a hint. */
export const symbolAction = (label, symbol, onClick, more = {}) =>
  button(
    { type: 'button', class: classes('button', 'symbol', more.kind), onClick, title: label, 'aria-label': label, ...more },
    icon(symbol),
  );

export const linkButton = (label, href, { kind = '', symbol } = {}) =>
  a({ class: classes('button', kind), href }, symbol && icon(symbol), label);

/** How long ago, counting; the exact time as a hint. */
export function Ago({ at }) {
  const now = useNow(5000);
  return at ? time({ dateTime: at, title: exact(at) }, ago(at, now)) : span({ class: 'none' }, '–');
}

export const since = (at) => h(Ago, { at });

export const none = () => span({ class: 'none' }, '–');

export const pair = (name, value, more = {}) => div({ class: classes('pair', more.class) }, dt(name), dd(value ?? none()));

/** What stands where there is nothing to show: why, and what to do. */
export const empty = (title, text, ...actions) =>
  div(
    { class: 'empty' },
    p({ class: 'empty-title' }, title),
    text && p(text),
    actions.length > 0 && div({ class: 'actions' }, ...actions),
  );

export const skeleton = (lines = 6) =>
  div({ class: 'skeleton', role: 'status', 'aria-label': t('loading') }, ...Array.from({ length: lines }, () => div()));

/** A failure in a sentence; a passing one is told by the banner at the top already. */
export const failure = (problem) =>
  problem.isPassing
    ? empty(t('error.away'), t('error.away.text'))
    : empty(word('error', problem.code), problem.detail || problem.message);

/** Draws what was loaded: a placeholder before, the reason when it cannot be had. */
export function loaded(live, draw, lines = 6) {
  if (live.data !== undefined) return draw(live.data);
  return live.problem ? failure(live.problem) : skeleton(lines);
}

/** A bar of a share from 0 to 1. */
export const bar = (share, label) =>
  span(
    { class: 'bar', role: 'img', 'aria-label': label, title: label },
    span({ style: { width: `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%` } }),
  );

/** Copies a text, and says so for a moment. */
export function Copy({ text: content, label }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      return;
    }
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  const name = done ? t('copied') : (label ?? t('copy'));
  return button(
    { type: 'button', class: 'button symbol quiet', onClick: copy, title: name, 'aria-label': name },
    icon(done ? 'check' : 'copy'),
  );
}

export const copy = (content, label) => h(Copy, { text: content, label });
