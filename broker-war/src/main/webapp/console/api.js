// The only place that speaks to the broker. The token is in a cookie that no script can read, this one included.
import { signal } from './signal.js';

/** The REST interface stands beside the console's folder, wherever the server put the application. */
const ROOT = new URL('../api/v1/', import.meta.url);
const PATIENCE = 20_000;

/** Who is signed in: {name, role, auth}; null: nobody; undefined: not known yet. */
export const session = signal(undefined);

/** Why a call failed. `code` is the broker's, or `away` when nothing answered. */
export class Problem extends Error {
  constructor({ status = 0, code = 'away', detail = '', title = '', errors = [], retryAfter = 0 }) {
    super(detail || title || code);
    Object.assign(this, { status, code, detail, title, errors, retryAfter });
  }

  /** Whether it may be gone without anybody's doing: the broker restarts, or Redis is away. */
  get isPassing() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export const address = (path) => new URL(path.replace(/^\//, ''), ROOT);

/** A query string of what is neither empty nor missing. */
export function query(fields) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function send(method, path, { body, headers, signal: stop } = {}) {
  const limit = AbortSignal.timeout(PATIENCE);
  let answer;
  try {
    answer = await fetch(address(path), {
      method,
      cache: 'no-store',
      headers: {
        Accept: 'application/json',
        'Kingtask-Console': '1',
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal: stop ? AbortSignal.any([stop, limit]) : limit,
    });
  } catch (failure) {
    if (stop?.aborted) throw failure;
    throw new Problem({});
  }
  if (answer.ok) return answer;
  throw await problemOf(answer);
}

async function problemOf(answer) {
  const given = await answer.json().catch(() => undefined);
  // While the broker starts, its server answers already, with words of its own.
  if (given?.code === undefined && (answer.status === 404 || answer.status >= 500)) return new Problem({});
  if (answer.status === 401) session.set(null);
  return new Problem({
    code: `status_${answer.status}`,
    ...given,
    status: answer.status,
    retryAfter: Number(answer.headers.get('Retry-After') ?? 0),
  });
}

const json = async (answer) => (answer.status === 204 ? null : answer.json());

export const get = async (path, options) => json(await send('GET', path, options));
export const post = async (path, body = undefined) => json(await send('POST', path, { body }));
export const put = async (path, body) => json(await send('PUT', path, { body }));
export const patch = async (path, body) => json(await send('PATCH', path, { body }));
export const remove = async (path) => json(await send('DELETE', path));

/** A range of a task's output: {text, total, dropped}, in bytes. */
export async function output(id, stream, offset, length, stop) {
  const path = `tasks/${id}/output${query({ stream, offset, length })}`;
  const answer = await send('GET', path, { headers: { Accept: 'text/plain' }, signal: stop });
  const bytes = await answer.arrayBuffer();
  return {
    text: new TextDecoder().decode(bytes),
    total: Number(answer.headers.get('Kingtask-Total-Bytes') ?? bytes.byteLength),
    dropped: Number(answer.headers.get('Kingtask-Dropped-Bytes') ?? 0),
  };
}

export async function signIn(token) {
  session.set(await post('session', { token }));
}

/** What the sign-in page offers beside a token. */
export const signInWays = () => get('session/ways');

/** Where the identity provider's sign-in begins: a page, not a call. */
export const providerDoor = () => address('session/oidc').href;

export async function signOut() {
  await remove('session');
  session.set(null);
}

const ROLES = ['reader', 'submitter', 'operator', 'admin'];

/** Whether the signed-in role covers the needed one. */
export const may = (role) => ROLES.indexOf(session.get()?.role) >= ROLES.indexOf(role);
