// What a program printed: followed while it runs, in ranges when it is long. Never more in the page than one range.
import { address, output, query } from '../api.js';
import { plain } from '../text.js';
import { number, t } from '../words.js';
import { button, classes, div, h, h2, pre, section, span, useEffect, useRef, useState } from '../ui/dom.js';
import { action, empty, failure, skeleton } from '../ui/parts.js';

const RANGE = 65_536;
const KEPT = 200_000;
const DRAWN_EVERY = 150;
const OPENED_AGAIN_AFTER = 3000;
/** In these there is nothing yet that could be read in ranges. */
const UNWRITTEN = ['scheduled', 'pending', 'running'];

export function Output({ task }) {
  const [stream, setStream] = useState(task.cause && !task.result ? 'stderr' : 'stdout');
  const over = !UNWRITTEN.includes(task.state);
  const tab = (name) =>
    button(
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-selected': String(stream === name),
        'aria-controls': 'output',
        onClick: () => setStream(name),
      },
      name,
    );
  return section(
    { class: 'card output' },
    div(
      { class: 'card-head' },
      h2(t('output')),
      div({ class: 'tabs', role: 'tablist', 'aria-label': t('output') }, tab('stdout'), tab('stderr')),
    ),
    div(
      { id: 'output', role: 'tabpanel', 'aria-labelledby': `tab-${stream}` },
      over
        ? h(Ranges, { key: `ranges ${stream} ${task.attempt} ${task.state}`, id: task.id, stream })
        : h(Follow, { key: `follow ${stream} ${task.attempt}`, id: task.id, stream, waits: task.state !== 'running' }),
    ),
  );
}

/** The end of what comes, as it comes. The stream itself goes on by its position when the connection breaks. */
function Follow({ id, stream, waits }) {
  const [shown, setShown] = useState({ text: '', bytes: 0, missed: 0 });
  const [follow, setFollow] = useState(true);
  const place = useRef(null);
  useEffect(() => receive(id, stream, setShown), [id, stream]);
  useEffect(() => {
    if (follow && place.current) place.current.scrollTop = place.current.scrollHeight;
  }, [shown, follow]);
  const onScroll = ({ target }) => setFollow(target.scrollHeight - target.scrollTop - target.clientHeight < 24);
  if (shown.text === '') return empty(t(waits ? 'output.waits' : 'output.quiet'));
  return div(
    { class: 'screen' },
    shown.missed > 0 && div({ class: 'gap' }, t('output.missed', { n: shown.missed })),
    pre({ ref: place, tabIndex: 0, onScroll, 'aria-label': stream }, shown.text),
    div(
      { class: 'screen-foot' },
      span(
        { class: classes('pulse', !follow && 'still') },
        span({ class: 'dot' }),
        t(follow ? 'output.following' : 'output.held'),
      ),
      !follow && action(t('output.to_end'), () => setFollow(true), { kind: 'quiet', symbol: 'down' }),
    ),
  );
}

/** Gathers what comes and draws it a few times a second, however fast it is. Answers how to stop. */
function receive(id, stream, setShown) {
  let source;
  let text = '';
  let missed = 0;
  let drawing = 0;
  let opening = 0;
  const add = (more) => {
    text += more;
    if (text.length > KEPT) {
      const cut = text.indexOf('\n', text.length - KEPT / 2) + 1 || text.length - KEPT / 2;
      missed += cut;
      text = text.slice(cut);
    }
    drawing ||= setTimeout(draw, DRAWN_EVERY);
  };
  const draw = () => {
    drawing = 0;
    setShown({ text: plain(text), missed });
  };
  const open = () => {
    text = '';
    missed = 0;
    source = new EventSource(address(`tasks/${id}/output${query({ stream })}`));
    source.onmessage = ({ data }) => add(data);
    source.addEventListener('gap', ({ data }) => add(`\n[${t('output.missed', { n: JSON.parse(data).dropped })}]\n`));
    source.addEventListener('end', () => source.close());
    // It connects again by itself, but not after an answer that is no stream: the broker may be starting.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) opening = setTimeout(open, OPENED_AGAIN_AFTER);
    };
  };
  open();
  return () => {
    clearTimeout(drawing);
    clearTimeout(opening);
    source.close();
  };
}

/** One range at a time of what is kept for good. */
function Ranges({ id, stream }) {
  const [from, setFrom] = useState(0);
  const [got, setGot] = useState(undefined);
  const [problem, setProblem] = useState(undefined);
  useEffect(() => {
    const stop = new AbortController();
    output(id, stream, from, RANGE, stop.signal).then(setGot, (failed) => stop.signal.aborted || setProblem(failed));
    return () => stop.abort();
  }, [id, stream, from]);
  if (problem) return failure(problem);
  if (got === undefined) return skeleton(3);
  if (got.total === 0) return empty(t('output.none', { stream }));
  const last = Math.floor((got.total - 1) / RANGE) * RANGE;
  return div(
    { class: 'screen' },
    got.dropped > 0 && div({ class: 'gap' }, t('output.dropped', { n: got.dropped })),
    pre({ tabIndex: 0, 'aria-label': stream }, plain(got.text)),
    div(
      { class: 'screen-foot' },
      span(
        t('output.range', {
          from: got.total > RANGE ? from + 1 : 1,
          to: Math.min(got.total, from + RANGE),
          total: number(got.total),
        }),
      ),
      got.total > RANGE &&
        div(
          { class: 'actions' },
          action(t('output.start'), () => setFrom(0), { kind: 'quiet', disabled: from === 0 }),
          action(t('output.before'), () => setFrom(Math.max(0, from - RANGE)), {
            kind: 'quiet',
            symbol: 'left',
            disabled: from === 0,
          }),
          action(t('output.after'), () => setFrom(from + RANGE), { kind: 'quiet', symbol: 'right', disabled: from >= last }),
          action(t('output.end'), () => setFrom(last), { kind: 'quiet', disabled: from >= last }),
        ),
    ),
  );
}
