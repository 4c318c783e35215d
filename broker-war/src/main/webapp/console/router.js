// The page that the address names: #/tasks/ID?x=y. Everything that a page can be filtered by stands there, so that it can be sent to others.
import { signal } from './signal.js';

function parse() {
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page = '', ...rest] = path.split('/');
  return {
    page: page || 'overview',
    rest: rest.filter(Boolean).map(decodePart),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

function decodePart(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal(parse());

addEventListener('hashchange', () => route.set(parse()));

/** The address of a page. */
export function link(page, rest = [], query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  return `#/${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
}

export const go = (page, rest, query) => {
  location.hash = link(page, rest, query);
};

/** Changes the query without a new entry in the history, for filters that are typed. */
export function replaceQuery(query) {
  const { page, rest } = route.get();
  history.replaceState(null, '', link(page, rest, query));
  route.set(parse());
}
