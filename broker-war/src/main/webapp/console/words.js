// The words of the page in the reader's language. What is missing in one is a failed test, not a blank on the screen.
import en from './en.js';
import zh from './zh.js';
import { signal } from './signal.js';

const LANGUAGES = { en, zh };
const KEPT = 'kingtask.language';

const first = localStorage.getItem(KEPT) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export const language = signal(first in LANGUAGES ? first : 'en');

export function chooseLanguage(name) {
  localStorage.setItem(KEPT, name);
  document.documentElement.lang = name === 'zh' ? 'zh-CN' : 'en';
  language.set(name);
}

/** The text of a key, with {names} replaced. A count picks `KEY.one` where the language has it. */
export function t(key, values = {}) {
  const words = LANGUAGES[language.get()];
  const one = values.n === 1 ? words[`${key}.one`] : undefined;
  const text = one ?? words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

/** The text of a word the broker may have more of than this page knows: the word itself then. */
export const word = (group, name) => LANGUAGES[language.get()][`${group}.${name}`] ?? String(name).replaceAll('_', ' ');

const shown = (value) => (typeof value === 'number' ? number(value) : String(value));

export const number = (value) => new Intl.NumberFormat(language.get()).format(value);
