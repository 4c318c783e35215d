// Keeps what a page shows up to date: asks again and again, rests while the tab is hidden, and asks less often while the broker is away.
import { Problem } from './api.js';
import { signal } from './signal.js';
import { useCallback, useEffect, useRef, useState } from './ui/dom.js';

const LONGEST_PAUSE = 15_000;

/** {up: true}, or {up: false, code, since} while calls fail by no fault of their own. */
export const connection = signal({ up: true });

function note(problem) {
  const before = connection.get();
  if (!problem?.isPassing) {
    if (!before.up) connection.set({ up: true });
  } else if (before.up || before.code !== problem.code) {
    connection.set({ up: false, code: problem.code, since: before.since ?? Date.now() });
  }
}

/** Calls `turn` in rounds until it is stopped. `turn` answers how long to rest, in ms. */
function rounds(turn) {
  let timer = 0;
  let stopped = false;
  let busy = false;
  let again = false;
  const run = async () => {
    clearTimeout(timer);
    again = busy;
    if (busy || stopped) return;
    busy = true;
    const rest = await turn();
    busy = false;
    if (stopped) return;
    if (again) run();
    else if (!document.hidden) timer = setTimeout(run, rest);
  };
  const onVisible = () => (document.hidden ? clearTimeout(timer) : run());
  document.addEventListener('visibilitychange', onVisible);
  run();
  return {
    now: run,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

/**
 * Loads now, and every so many ms. `load` takes an AbortSignal; `key` names what is loaded: another key forgets what was there.
 * Answers {data, problem, refresh}. Data that is there stays while the broker is away.
 */
export function useLive(load, key, every = 2000) {
  const [state, setState] = useState({ key, data: undefined, problem: undefined });
  const latest = useRef(load);
  latest.current = load;
  const loop = useRef(null);
  useEffect(() => {
    const stop = new AbortController();
    let failures = 0;
    const turn = async () => {
      try {
        const data = await latest.current(stop.signal);
        if (stop.signal.aborted) return 0;
        failures = 0;
        note(null);
        setState({ key, data, problem: undefined });
      } catch (failure) {
        if (stop.signal.aborted) return 0;
        if (!(failure instanceof Problem)) console.error(failure);
        failures += 1;
        note(failure);
        setState((before) => ({ key, data: before.key === key ? before.data : undefined, problem: failure }));
      }
      return failures === 0 ? every : Math.min(LONGEST_PAUSE, 500 * 2 ** failures);
    };
    loop.current = rounds(turn);
    return () => {
      stop.abort();
      loop.current.stop();
    };
  }, [key, every]);
  const refresh = useCallback(() => loop.current?.now(), []);
  const current = state.key === key ? state : { data: undefined, problem: undefined };
  return { data: current.data, problem: current.problem, refresh };
}
