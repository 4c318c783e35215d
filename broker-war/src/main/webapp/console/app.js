// Where the console begins: asks who is signed in, and shows the sign-in page or the page that the address names.
import { get, Problem, session } from './api.js';
import { connection } from './live.js';
import { route } from './router.js';
import { useSignal } from './signal.js';
import { chooseLanguage, language } from './words.js';
import { Audit } from './pages/audit.js';
import { Failures } from './pages/failures.js';
import { Overview } from './pages/overview.js';
import { Queues } from './pages/queues.js';
import { Schedule } from './pages/schedule.js';
import { Schedules } from './pages/schedules.js';
import { SignIn } from './pages/sign-in.js';
import { Submit } from './pages/submit.js';
import { Task } from './pages/task.js';
import { Tasks } from './pages/tasks.js';
import { Timers } from './pages/timers.js';
import { Workers } from './pages/workers.js';
import { Dialogs } from './ui/dialogs.js';
import { Fragment, h, render, useEffect } from './ui/dom.js';
import { useKeys } from './ui/keys.js';
import { Shell, Waiting } from './ui/shell.js';
import { Toasts } from './ui/toast.js';
import { empty } from './ui/parts.js';
import { t } from './words.js';

const PAGES = {
  overview: Overview,
  tasks: Tasks,
  timers: Timers,
  queues: Queues,
  workers: Workers,
  schedules: Schedules,
  failures: Failures,
  audit: Audit,
  submit: Submit,
};

/** Pages of one thing: #/tasks/ID. */
const SINGLES = { tasks: Task, schedules: Schedule };

function App() {
  useSignal(language);
  const who = useSignal(session);
  const at = useSignal(route);
  useKeys();
  useEffect(() => {
    if (who === undefined) askWhoIsSignedIn();
  }, [who]);
  useEffect(() => {
    document.title = who ? `${t(`nav.${at.page}`)} · kingtask` : 'kingtask';
    scrollTo(0, 0);
  }, [who, at.page, at.rest.join('/'), language.get()]);
  if (who === undefined) return h(Waiting);
  return h(Fragment, null, who === null ? h(SignIn) : h(Shell, { at }, page(at)), h(Dialogs), h(Toasts));
}

function page(at) {
  const one = at.rest.length > 0;
  const drawn = one ? SINGLES[at.page] : PAGES[at.page];
  if (!drawn) return empty(t('error.no_page'), t('error.no_page.text'));
  return h(drawn, { key: `${at.page}/${at.rest.join('/')}`, name: at.rest[0], query: at.query });
}

/** Until the broker answers: it may be starting. */
async function askWhoIsSignedIn(round = 0) {
  try {
    session.set(await get('session'));
    connection.set({ up: true });
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status === 401) return;
    connection.set({ up: false, code: problem.code, since: connection.get().since ?? Date.now() });
    setTimeout(askWhoIsSignedIn, Math.min(10_000, 500 * 2 ** round), round + 1);
  }
}

chooseLanguage(language.get());
render(h(App), document.getElementById('app'));
