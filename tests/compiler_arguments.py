# SPDX-License-Identifier: Apache-2.0
"""What a line of compile_commands.json gives the compiler, for scripts that ask it the same of another file."""
import shlex


def arguments_of(entry):
    """The compiler and its arguments, without the source, the output, and what is included before it."""
    words = shlex.split(entry["command"])
    start = max(i for i, word in enumerate(words) if word.endswith(("c++", "g++", "clang++")))
    kept, skip = [], False
    for word in words[start:]:
        if skip or word in ("-c", entry["file"]):
            skip = False
        elif word in ("-o", "-include"):
            skip = True
        elif not word.startswith(("-Winvalid-pch", "-fpch")):
            kept.append(word)
    return kept
