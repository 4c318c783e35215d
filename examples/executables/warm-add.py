#!/usr/bin/env python3
# kingtask: warm
"""Adds integers; one process serves many tasks."""

import sys

from kingtask_warm import serve, tell


def main(args, stdin):
    for number in args:
        if not number.removeprefix("-").isdecimal():
            print("no number:", number, file=sys.stderr)
            sys.exit(64)
    tell(progress=1)
    print(sum(map(int, args)))


serve(main)
