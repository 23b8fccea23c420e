# SPDX-License-Identifier: Apache-2.0
"""The program: where it is, a run of it with progress and cancelling."""
import os
import shutil
import subprocess
import tempfile
import threading
from queue import Empty, Queue

from .journal import Journal

SETTING = "LISIERE_PROGRAMME"
PATIENCE_S = 20  # once asked to end, which leaves the earlier edition in place


class ProgramError(Exception):
    """What stopped a run, in the program's own words."""


class Cancelled(Exception):
    """The user has stopped the run: nothing was changed."""


def find_program(declared="", environment=None):
    """The path of `lisiere`: as declared in the settings, else from LISIERE_PROGRAMME, else from PATH.

    ProgramError with what to try when there is none.
    """
    environment = os.environ if environment is None else environment
    for path, where in ((declared, "Options > Traitement > Fournisseurs > Lisière"),
                        (environment.get("LISIERE_PROGRAMME", ""), "la variable LISIERE_PROGRAMME")):
        if not path:
            continue
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
        raise ProgramError(f"« {path} » n'est pas un programme\n  à essayer : corriger {where}")
    found = shutil.which("lisiere", path=environment.get("PATH"))
    if found:
        return found
    raise ProgramError("le programme lisiere n'est pas sur cette machine\n  à essayer : installer le paquet lisiere, ou dire où "
                       "il est dans Options > Traitement > Fournisseurs > Lisière")


def _read_lines(stream, queue):
    for line in stream:
        queue.put(line)
    queue.put(None)


def _stop(process):
    """Asked to end, so that nothing is left half done; then for good.

    Not by SIGINT, which a QGIS that a script started in the background has its children ignore.
    """
    process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(program, arguments, show, progress, is_cancelled):
    """Runs `program --log json arguments` to its end and returns what it wrote to the standard output.

    `show(kind, text)` gets each event, `progress(percent)` rises, `is_cancelled()` is asked ten times a second.
    ProgramError when it fails, Cancelled when it was stopped.
    """
    journal = Journal()
    with tempfile.TemporaryFile() as result, \
            subprocess.Popen([program, "--log", "json", *arguments], stdin=subprocess.DEVNULL, stdout=result,
                             stderr=subprocess.PIPE, encoding="utf-8", errors="replace") as process:
        queue = Queue()
        reader = threading.Thread(target=_read_lines, args=(process.stderr, queue), daemon=True)
        reader.start()
        while True:
            if is_cancelled():
                _stop(process)
                reader.join()
                raise Cancelled()
            try:
                line = queue.get(timeout=0.1)
            except Empty:
                continue
            if line is None:
                break
            told = journal.read(line)
            if told is not None:
                show(*told)
            progress(journal.percent())
        code = process.wait()
        if code != 0:
            words = "\n".join(journal.errors) or f"lisiere s'est arrêté (code {code})"
            raise ProgramError(words)
        progress(100)
        result.seek(0)
        return result.read().decode("utf-8", "replace")
