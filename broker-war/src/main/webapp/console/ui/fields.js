// Form fields with their label, their hint and what the broker says of them.
import { classes, div, h, input, label, option, p, select, textarea, useEffect, useRef } from './dom.js';

/** What the broker says of a field, or of its parts: retry_intervals[1]. */
const complaints = (problem, name) =>
  (problem?.errors ?? []).filter(({ field }) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`));

/** @param problem the broker's answer to the last try, or undefined */
export function field(name, title, control, { hint, problem, wide } = {}) {
  const wrong = complaints(problem, name);
  return div(
    { class: classes('field', wide && 'wide', wrong.length > 0 && 'wrong'), key: name },
    label({ for: `field-${name}` }, title),
    control({
      id: `field-${name}`,
      name,
      'aria-invalid': wrong.length > 0 ? 'true' : undefined,
      'aria-describedby': `about-${name}`,
    }),
    div(
      { id: `about-${name}`, class: 'about' },
      wrong.map((one) =>
        p({ key: one.field, class: 'field-error' }, one.field === name ? one.message : `${one.field}: ${one.message}`),
      ),
      hint && p({ class: 'hint' }, hint),
    ),
  );
}

const typed = (change) => (event) => change(event.target.value);

export const line =
  (value, change, more = {}) =>
  (ids) =>
    input({ type: 'text', autocomplete: 'off', spellcheck: false, value, onInput: typed(change), ...more, ...ids });

export const lines =
  (value, change, more = {}) =>
  (ids) =>
    textarea({ rows: 2, spellcheck: false, value, onInput: typed(change), ...more, ...ids });

export const pick = (value, options, change) => (ids) =>
  select(
    { value, onChange: typed(change), ...ids },
    options.map(([one, text]) => option({ key: one, value: one }, text)),
  );

/** A field that is as high as what is in it, so that an argument with line breaks can be seen whole. */
export function Growing({ value, onInput, ...more }) {
  const place = useRef(null);
  useEffect(() => {
    place.current.style.height = 'auto';
    place.current.style.height = `${place.current.scrollHeight + 2}px`;
  }, [value]);
  return h('textarea', { ...more, ref: place, rows: 1, spellcheck: false, value, onInput });
}
