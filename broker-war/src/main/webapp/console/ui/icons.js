// Line icons on a grid of 16, drawn for this console.
import { path, svg } from './dom.js';

const SHAPES = {
  overview: 'M2.5 13.5v-5M6.2 13.5v-9M9.8 13.5V7M13.5 13.5V2.5',
  tasks: 'M2.5 4h2M2.5 8h2M2.5 12h2M7 4h6.5M7 8h6.5M7 12h6.5',
  timers: 'M8 14A5.5 5.5 0 1 0 8 3a5.5 5.5 0 0 0 0 11zM8 5.8V8.6l1.9 1.2M6.3 1.2h3.4',
  queues: 'M2.5 5l5.5-2.7L13.5 5 8 7.7zM2.5 8.2L8 10.9l5.5-2.7M2.5 11.2L8 13.9l5.5-2.7',
  workers:
    'M4.3 4.3h7.4v7.4H4.3zM6.6 6.6h2.8v2.8H6.6zM6 1.8v2.5M10 1.8v2.5M6 11.7v2.5M10 11.7v2.5M1.8 6h2.5M1.8 10h2.5M11.7 6h2.5M11.7 10h2.5',
  schedules: 'M2.5 3.8h11v9.7h-11zM2.5 6.8h11M5.3 2.2v3M10.7 2.2v3M8 9v1.8h1.8',
  failures: 'M8 2.2l6 11.3H2zM8 6.6v3M8 11.4v.3',
  audit: 'M8 1.9l5 2v3.6c0 3-2.1 5.4-5 6.6-2.9-1.2-5-3.6-5-6.6V3.9zM5.7 7.9l1.7 1.7 3-3.2',
  plus: 'M8 3v10M3 8h10',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  play: 'M4.8 3.2l7.7 4.8-7.7 4.8z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  stop: 'M4 4h8v8H4z',
  retry: 'M13.2 8A5.2 5.2 0 1 1 11.5 4.2M13.3 2v3h-3',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  trash: 'M3 4.5h10M6.3 4.5V2.8h3.4v1.7M4.3 4.5l.6 8.7h6.2l.6-8.7',
  calendarMove: 'M2.5 3.8h11v9.7h-11zM2.5 6.8h11M5.5 10.2h4.6M8.5 8.6l1.7 1.6-1.7 1.6',
  light:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.3v1.4M8 13.3v1.4M1.3 8h1.4M13.3 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1',
  dark: 'M13.3 9.6A5.7 5.7 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9z',
  auto: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 2.2v11.6M10.5 3.5v9M12.7 5.7v4.6',
  out: 'M6.5 2.5h-4v11h4M6.5 8h7M10.8 5.2L13.5 8l-2.7 2.8',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.2 6.6h.1M6.7 6.6h.1M9.2 6.6h.1M11.7 6.6h.1M5 9.4h6',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  info: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 7.3v3.7M8 5v.2',
  drain: 'M8 2.5v7M5 6.7l3 3 3-3M3 13h10',
};

/** Decoration: whatever it stands on has a name of its own. */
export const icon = (name) => svg({ class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, path({ d: SHAPES[name] }));
