// Elements as functions: div({ class: 'card' }, 'text', child). Whatever is a string becomes text, never markup.
import { h } from '../lib/preact.js';

export { Fragment, h, render } from '../lib/preact.js';
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../lib/hooks.js';

const isProps = (value) => value !== null && typeof value === 'object' && value.constructor === Object;

const element =
  (name) =>
  (...parts) =>
    isProps(parts[0]) ? h(name, ...parts) : h(name, null, ...parts);

const elements = new Proxy({}, { get: (_, name) => element(name) });

export const {
  a,
  article,
  aside,
  button,
  caption,
  circle,
  code,
  datalist,
  dd,
  details,
  dialog,
  div,
  dl,
  dt,
  fieldset,
  footer,
  form,
  g,
  h1,
  h2,
  h3,
  header,
  input,
  kbd,
  label,
  legend,
  li,
  line,
  main,
  nav,
  ol,
  option,
  p,
  path,
  pre,
  rect,
  section,
  select,
  small,
  span,
  strong,
  summary,
  svg,
  table,
  tbody,
  td,
  text,
  textarea,
  th,
  thead,
  time,
  title,
  tr,
  ul,
} = elements;

/** Joins the class names that are there. */
export const classes = (...names) => names.filter(Boolean).join(' ');
