// Tasks in rows: dense, the same columns wherever tasks are listed.
import { shortSpan, span as duration } from '../moments.js';
import { link } from '../router.js';
import { commandLine, oneLine } from '../text.js';
import { t, word } from '../words.js';
import { a, classes, div, input, span, table, tbody, td, th, thead, tr } from '../ui/dom.js';
import { bar, none, since, state } from '../ui/parts.js';

const LONGEST = 200;

/** @param choice {picked, setPicked} where rows can be picked */
export const taskTable = (items, choice) =>
  div(
    { class: 'table-box' },
    table(
      { class: 'tasks' },
      thead(
        tr(
          choice && th({ class: 'pick' }, everyBox(items, choice)),
          th(t('field.state')),
          th(t('field.command')),
          th({ class: 'wide-only' }, t('field.queue')),
          th({ class: 'number wide-only' }, t('field.attempt')),
          th({ class: 'number wide-only' }, t('field.took')),
          th({ class: 'number' }, t('field.created')),
        ),
      ),
      tbody(items.map((task) => row(task, choice))),
    ),
  );

const row = (task, choice) =>
  tr(
    { key: task.id, 'data-row': task.id, class: classes(choice?.picked.has(task.id) && 'picked') },
    choice &&
      td(
        { class: 'pick' },
        input({
          type: 'checkbox',
          'aria-label': t('tasks.pick', { id: task.id }),
          checked: choice.picked.has(task.id),
          onClick: () => toggle(task.id, choice),
        }),
      ),
    td(
      { class: 'state-cell' },
      state(task.state),
      task.state === 'running' &&
        typeof task.progress === 'number' &&
        bar(task.progress, t('task.progress', { n: Math.round(task.progress * 100) })),
    ),
    td(
      { class: 'command' },
      a(
        { href: link('tasks', [task.id]) },
        span({ class: 'mono' }, oneLine(commandLine(task.executable, task.args)).slice(0, LONGEST)),
      ),
      trouble(task),
    ),
    td({ class: 'wide-only' }, task.queue),
    td({ class: 'number wide-only' }, task.max_attempts > 1 ? `${task.attempt}/${task.max_attempts}` : task.attempt),
    td({ class: 'number wide-only' }, took(task)),
    td({ class: 'number' }, since(task.created_at)),
  );

const trouble = (task) =>
  (task.state === 'failed' || task.state === 'retrying') &&
  task.cause &&
  span({ class: 'trouble' }, word('cause', task.cause), task.error ? `: ${oneLine(task.error).slice(0, 120)}` : '');

function took(task) {
  if (!task.started_at) return none();
  if (task.finished_at) return duration(Date.parse(task.finished_at) - Date.parse(task.started_at));
  return task.state === 'running' ? shortSpan(Date.now() - Date.parse(task.started_at)) : none();
}

function toggle(id, { picked, setPicked }) {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  setPicked(next);
}

function everyBox(items, { picked, setPicked }) {
  const all = items.every((task) => picked.has(task.id));
  const onClick = () => setPicked(all ? new Set() : new Set(items.map((task) => task.id)));
  return input({
    type: 'checkbox',
    'aria-label': t('tasks.pick_all'),
    checked: all,
    indeterminate: !all && picked.size > 0,
    onClick,
  });
}
