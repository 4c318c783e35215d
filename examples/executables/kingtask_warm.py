"""Lets a Python program serve kingtask's tasks one after another; lies beside it. The protocol is in docs/warm.md.

    from kingtask_warm import serve, tell

    def main(args, stdin):
        tell(progress=0.5)
        print(...)            # the result; print(..., file=sys.stderr) is the error, sys.exit(75) the exit status

    serve(main)

Started by hand, the program runs once, with its arguments.
"""

import contextlib
import io
import json
import os
import sys
import traceback

_say = None


def tell(**what):
    """progress from 0 to 1, message, retry_after in seconds."""
    if _say:
        _say(what)
        return
    with open(os.environ.get("KINGTASK_CONTROL", os.devnull), "a") as control:
        control.write(json.dumps(what) + "\n")


def serve(main):
    if os.environ.get("KINGTASK_WARM") != "1":
        main(sys.argv[1:], sys.stdin)
        return
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what other programs write there would be no answer
    for line in open(0, encoding="utf-8", newline="\n"):
        _serve_one(main, json.loads(line), answers)


def _serve_one(main, task, answers):
    global _say

    def say(what):
        answers.write(json.dumps({"id": task["id"], **what}) + "\n")
        answers.flush()

    _say = say
    variables = _variables(task)
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(task["args"], io.StringIO(task["stdin"]))
        except SystemExit as end:
            status = _status(end.code)
        except Exception:
            traceback.print_exc()
            status = 1
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
    say({"stdout": out.getvalue(), "stderr": err.getvalue(), "exit_code": status})


def _variables(task):
    variables = dict(task["env"])
    variables["KINGTASK_TASK_ID"] = task["id"]
    for name in ("attempt", "queue", "deadline", "fence"):
        variables["KINGTASK_" + name.upper()] = str(task[name])
    if "traceparent" in task:
        variables["TRACEPARENT"] = task["traceparent"]
    return variables


def _status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 255
    print(code, file=sys.stderr)
    return 1
