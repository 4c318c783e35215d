// Submits a task, and shows how the same is done without this page.
import { address, get, may, post, Problem } from '../api.js';
import { go } from '../router.js';
import { curlLine, kingtaskLine, plain } from '../text.js';
import { t } from '../words.js';
import { button, classes, code, div, form, h, h2, p, pre, section, useEffect, useState } from '../ui/dom.js';
import { copy, empty, head, skeleton } from '../ui/parts.js';
import { attempt, complain, tell } from '../ui/toast.js';
import { draftOf, emptyDraft, requestOf } from './draft.js';
import { TaskFields } from './task-fields.js';

export function Submit({ query }) {
  const [draft, setDraft] = useState(query.from ? undefined : emptyDraft());
  const [problem, setProblem] = useState(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (query.from)
      attempt(() => get(`tasks/${encodeURIComponent(query.from)}`)).then((task) => setDraft(task ? draftOf(task) : emptyDraft()));
  }, [query.from]);
  if (!may('submitter')) return empty(t('submit.forbidden'), t('submit.forbidden.text'));
  if (draft === undefined) return skeleton(8);
  const request = requestOf(draft);
  const onSubmit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const task = await post('tasks', request);
      tell(t('submit.done'));
      go('tasks', [task.id]);
    } catch (failed) {
      if (!(failed instanceof Problem)) throw failed;
      setProblem(failed);
      if (failed.errors.length === 0) complain(failed);
      setBusy(false);
    }
  };
  return div(
    head(t(query.from ? 'submit.again' : 'nav.submit'), t('submit.subtitle')),
    div(
      { class: 'submit-columns' },
      form(
        { class: 'card', onSubmit, noValidate: true, 'aria-label': t('nav.submit') },
        h(TaskFields, { draft, change: setDraft, problem }),
        unplaced(problem),
        div({ class: 'actions form-actions' }, button({ type: 'submit', class: 'button primary', disabled: busy }, t('submit'))),
      ),
      section(
        { class: 'card equal' },
        h2({ class: 'card-title' }, t('submit.equal')),
        p({ class: 'hint' }, t('submit.equal.text')),
        snippet('bin/kingtask', kingtaskLine(request, location.host)),
        snippet('curl', curlLine(request, address('tasks'))),
      ),
    ),
  );
}

const FIELDS =
  /^(executable|args|start_time|delay|queue|priority|retry_intervals|timeout|result_keep_time|failure_rule|sha256|stdin|env)\b/;

/** What is wrong with none of the fields that are there. */
const unplaced = (problem) =>
  (problem?.errors ?? [])
    .filter(({ field }) => !FIELDS.test(field))
    .map(({ field, message }) => p({ key: field, class: 'field-error' }, `${field}: ${message}`));

const snippet = (name, line) =>
  div(
    { class: classes('snippet', name === 'curl' && 'curl') },
    div({ class: 'snippet-head' }, code(name), copy(line, t('submit.copy', { name }))),
    pre({ tabIndex: 0, 'aria-label': name }, plain(line)),
  );
