#!/usr/bin/env python3
"""Adds two 64-bit integers. The result goes to standard output, an error to standard error."""

import re
import sys


def parse(text):
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError(f'strconv.ParseInt: parsing "{text}": invalid syntax')
    value = int(text) if len(text.lstrip("+-0")) <= 19 else 1 << 63
    if not -(1 << 63) <= value < 1 << 63:
        raise ValueError(f'strconv.ParseInt: parsing "{text}": value out of range')
    return value


def wrapped(value):
    """As 64-bit addition does it everywhere else."""
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def main():
    if len(sys.argv) != 3:
        print("args count must be two", end="", file=sys.stderr)
        return
    try:
        left, right = parse(sys.argv[1]), parse(sys.argv[2])
    except ValueError as error:
        print(f"err:{error}", end="", file=sys.stderr)
        return
    print(wrapped(left + right), end="")


main()
