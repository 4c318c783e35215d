// A chart of values over time, drawn in SVG so that the page's own styles colour it in light and dark.
import { clock, hourMinute } from '../moments.js';
import {
  circle,
  classes,
  div,
  g,
  h,
  h2,
  line,
  path,
  rect,
  section,
  span,
  svg,
  text,
  useEffect,
  useRef,
  useState,
} from './dom.js';

const HEIGHT = 148;
const PAD = { top: 10, right: 8, bottom: 20 };
const CHARACTER = 6.6;
const LEVELS = [0, 0.5, 1];

/**
 * @param items oldest first, each with `at`
 * @param series list of {name, label, of(item) -> number or null, kind}; the first may be an area
 * @param shown how a value reads
 */
export const chart = (props) => h(Chart, props);

function Chart({ title, items, series, shown, note }) {
  const place = useRef(null);
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const index = at === null || items.length === 0 ? null : Math.min(items.length - 1, at);
  return section(
    { class: 'card chart' },
    div({ class: 'card-head' }, h2(title), legend(series, items, index, shown)),
    div({ class: 'plot', ref: place }, width > 0 && plot({ title, items, series, shown, width, index, setAt })),
    note && items.length < 2 && div({ class: 'plot-note' }, span(note)),
  );
}

function legend(series, items, index, shown) {
  const item = items[index ?? items.length - 1];
  return div(
    { class: 'legend' },
    series.map((one) => {
      const value = item === undefined ? null : one.of(item);
      return span(
        { key: one.name, class: classes('key', one.name) },
        one.label,
        span({ class: 'value' }, value === null ? '–' : shown(value)),
      );
    }),
    index !== null && span({ class: 'moment' }, clock(item.at)),
  );
}

function plot({ title, items, series, shown, width, index, setAt }) {
  const times = items.map((item) => Date.parse(item.at));
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1];
  const most = ceiling(Math.max(0, ...items.flatMap((item) => series.map((one) => one.of(item) ?? 0))));
  const left = 14 + CHARACTER * Math.max(...LEVELS.map((share) => breadth(shown(share * most))));
  const inner = { width: Math.max(1, width - left - PAD.right), height: HEIGHT - PAD.top - PAD.bottom };
  const x = (moment) => left + ((moment - from) / Math.max(1, to - from)) * inner.width;
  const y = (value) => PAD.top + inner.height * (1 - value / most);
  const onMove = (event) => {
    const share = (event.clientX - event.currentTarget.getBoundingClientRect().left - left) / inner.width;
    setAt(nearest(times, from + share * (to - from)));
  };
  return svg(
    { width, height: HEIGHT, role: 'img', 'aria-label': title, onPointerMove: onMove, onPointerLeave: () => setAt(null) },
    LEVELS.map((share) => level(share * most, y, left, width, shown)),
    ticks(from, to, inner.width).map((moment) =>
      text({ key: moment, class: 'tick', x: x(moment), y: HEIGHT - 5, 'text-anchor': 'middle' }, hourMinute(moment)),
    ),
    series.map((one) => curve(one, items, times, x, y)),
    index !== null && cursor(items[index], times[index], series, x, y),
    rect({ class: 'glass', x: left, y: PAD.top, width: inner.width, height: inner.height }),
  );
}

const level = (value, y, left, width, shown) =>
  g(
    { key: value },
    line({ class: 'grid', x1: left, x2: width - PAD.right, y1: y(value), y2: y(value) }),
    text({ class: 'tick', x: left - 8, y: y(value) + 3.5, 'text-anchor': 'end' }, shown(value)),
  );

/** Breaks where a value is missing: what nobody counted is no zero. */
function curve(one, items, times, x, y) {
  const runs = [[]];
  items.forEach((item, i) => {
    const value = one.of(item);
    if (value === null) runs.push([]);
    else runs.at(-1).push([x(times[i]), y(value)]);
  });
  const drawn = runs.filter((run) => run.length > 0);
  const lines = drawn.map((run) => `M${run.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}`);
  const lone = drawn.flatMap((run, i) => (run.length === 1 ? [`${lines[i]}h.01`] : []));
  const areas = drawn.map((run, i) => `${lines[i]}L${run.at(-1)[0].toFixed(1)} ${y(0)}L${run[0][0].toFixed(1)} ${y(0)}Z`);
  return g(
    { key: one.name, class: classes('series', one.name) },
    one.kind === 'area' && path({ class: 'area', d: areas.join('') }),
    path({ class: 'curve', d: lines.join('') }),
    lone.length > 0 && path({ class: 'curve lone', d: lone.join('') }),
  );
}

const cursor = (item, moment, series, x, y) =>
  g(
    { class: 'cursor' },
    line({ x1: x(moment), x2: x(moment), y1: PAD.top, y2: HEIGHT - PAD.bottom }),
    series
      .filter((one) => one.of(item) !== null)
      .map((one) => circle({ key: one.name, class: one.name, cx: x(moment), cy: y(one.of(item)), r: 3 })),
  );

function nearest(times, moment) {
  let best = 0;
  times.forEach((one, i) => {
    if (Math.abs(one - moment) < Math.abs(times[best] - moment)) best = i;
  });
  return best;
}

/** Chinese characters are twice as wide. */
const breadth = (label) => [...label].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);

/** The next round number above. */
function ceiling(value) {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((round) => round >= value);
}

/** Round moments, not nearer to each other than their labels are wide. */
function ticks(from, to, width) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * 60_000);
  const step = steps.find((one) => ((to - from) / one) * 64 <= width) ?? steps.at(-1);
  const moments = [];
  const margin = ((to - from) * 20) / width;
  for (let moment = Math.ceil(from / step) * step; moment <= to - margin; moment += step) {
    if (moment >= from + margin) moments.push(moment);
  }
  return moments;
}
