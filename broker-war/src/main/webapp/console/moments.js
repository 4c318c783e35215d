// Times and durations as people read them.
import { language, t } from './words.js';
import { useEffect, useState } from './ui/dom.js';

/** A duration in ms, with two units at most. */
export function span(ms) {
  if (ms < 1000) return t('time.ms', { n: Math.max(0, Math.round(ms)) });
  const seconds = ms / 1000;
  if (seconds < 10) return t('time.s', { n: Math.round(seconds * 10) / 10 });
  if (seconds < 60) return t('time.s', { n: Math.floor(seconds) });
  const [big, small, size] = units(seconds);
  const rest = Math.floor((seconds % size.big) / size.small);
  return rest === 0 ? big(seconds) : `${big(seconds)} ${small(rest)}`;
}

function units(seconds) {
  const minutes = (n) => t('time.min', { n });
  const hours = (n) => t('time.h', { n });
  const days = (n) => t('time.d', { n });
  if (seconds < 3600) return [(s) => minutes(Math.floor(s / 60)), (n) => t('time.s', { n }), { big: 60, small: 1 }];
  if (seconds < 86_400) return [(s) => hours(Math.floor(s / 3600)), minutes, { big: 3600, small: 60 }];
  return [(s) => days(Math.floor(s / 86_400)), hours, { big: 86_400, small: 3600 }];
}

/** One unit only, for columns. */
export function shortSpan(ms) {
  const seconds = Math.max(0, ms / 1000);
  if (seconds < 60) return t('time.s', { n: Math.floor(seconds) });
  if (seconds < 3600) return t('time.min', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t('time.h', { n: Math.floor(seconds / 3600) });
  return t('time.d', { n: Math.floor(seconds / 86_400) });
}

export const ago = (moment, now = Date.now()) =>
  now - Date.parse(moment) < 1500 ? t('time.now') : t('time.ago', { span: shortSpan(now - Date.parse(moment)) });

/** A countdown: 00:05, 1:02:03, 3 d 4 h. */
export function countdown(moment, now) {
  const seconds = Math.ceil((Date.parse(moment) - now) / 1000);
  if (seconds <= 0) return t('time.due');
  if (seconds >= 86_400) return span(seconds * 1000);
  const two = (n) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const tail = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? tail : `${hours}:${tail}`;
}

const format = (options) => new Intl.DateTimeFormat(language.get() === 'zh' ? 'zh-CN' : 'en-GB', options);

export const exact = (moment) => format({ dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(moment));

export const clock = (moment) => format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(moment));

export const hourMinute = (moment) => format({ hour: '2-digit', minute: '2-digit' }).format(new Date(moment));

/** The present, drawing anew every so many ms. */
export function useNow(every = 1000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
