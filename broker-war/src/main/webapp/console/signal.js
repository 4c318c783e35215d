// A value that parts of the page watch.
import { useEffect, useState } from './ui/dom.js';

export function signal(first) {
  let value = first;
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      if (next !== value) {
        value = next;
        for (const watcher of watchers) watcher(next);
      }
    },
    /** Calls back at each change until the answered function is called. */
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** The value of a signal, drawing anew whenever it changes. */
export function useSignal(source) {
  const [value, setValue] = useState(source.get());
  useEffect(() => {
    setValue(() => source.get());
    return source.watch((next) => setValue(() => next));
  }, [source]);
  return value;
}
