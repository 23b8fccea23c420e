# SPDX-License-Identifier: Apache-2.0
"""The parts of the QGIS plugin that know no QGIS:  python3 words_test.py FOLDER_OF_THE_PLUGIN"""
import importlib.util
import json
import os
import stat
import sys
import tempfile
import time
import unittest


def module(name):
    """A module of the plugin by itself: the package would ask for QGIS."""
    where = os.path.join(FOLDER, name + ".py")
    package = "lisiere_essai"
    if package not in sys.modules:
        sys.modules[package] = type(sys)(package)
        sys.modules[package].__path__ = [FOLDER]
    spec = importlib.util.spec_from_file_location(f"{package}.{name}", where)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


class AJournal(unittest.TestCase):
    """What is shown of the program's events."""

    def setUp(self):
        self.journal = module("journal").Journal()

    def test_a_step_a_warning_an_error_each_as_what_it_is(self):
        told = [self.journal.read(json.dumps(event)) for event in (
            {"type": "etape", "etape": "lecture des rues"}, {"type": "etape_finie", "etape": "lecture des rues"},
            {"type": "constat", "gravite": "avertissement", "code": "c", "nombre": 2, "message": "m", "exemples": ["a", "b"]},
            {"type": "constat", "gravite": "info", "code": "c", "nombre": 1, "message": "m"},
            {"type": "erreur", "genre": "entree", "message": "fichier absent"}, {"type": "fini", "message": "7 périmètres"})]
        self.assertEqual(told, [("etape", "lecture des rues"), None, ("avertissement", "m (c ×2) : a ; b"), ("info", "m (c ×1)"),
                                ("erreur", "fichier absent"), ("info", "7 périmètres")])
        self.assertEqual(self.journal.errors, ["fichier absent"])

    def test_words_of_a_library_are_shown_as_they_are(self):
        self.assertEqual(self.journal.read("Warning 1: something\n"), ("info", "Warning 1: something"))
        self.assertEqual(self.journal.read("[1]"), ("info", "[1]"))
        self.assertIsNone(self.journal.read("\n"))

    def test_progress_rises_and_is_whole_at_the_end_only(self):
        seen = [self.journal.percent()]
        for _ in range(100):
            self.journal.read('{"type":"etape_finie"}')
            seen.append(self.journal.percent())
        self.assertEqual(seen, sorted(seen))
        self.assertEqual(seen[0], 0)
        self.assertLess(seen[-1], 100)


class AScenario(unittest.TestCase):
    """What a drawing is in the configuration."""

    def setUp(self):
        self.toml = module("scenario_toml")

    def test_a_line_is_a_way_in_degrees(self):
        self.assertEqual(self.toml.way([(3.0, 46.5), (3.1, 46.5)], bridge=True),
                         '[[scenarios.voies]]\naction = "ajouter"\ntrace = "LINESTRING (3.0000000 46.5000000, 3.1000000 46.5000000)"\n'
                         'nature = "footway"\npont = true\nniveau = 1')
        self.assertNotIn("nature", self.toml.way([(3, 46), (4, 46)], "fermer", "residential", True))

    def test_what_makes_no_way_is_said(self):
        for points, action in (([(3, 46)], "ajouter"), ([(3, 46), (3, 46)], "ajouter"), ([(3, 46), (4, 46)], "creuser")):
            with self.assertRaises(self.toml.ScenarioError):
                self.toml.way(points, action)
        for name in ("", "Passerelle", "a b", "../x", "é"):
            with self.assertRaises(self.toml.ScenarioError):
                self.toml.scenario(name, "", ["x"])
        with self.assertRaises(self.toml.ScenarioError):
            self.toml.scenario("vide", "", [])

    def test_any_title_is_one_text(self):
        block = self.toml.scenario("a", 'L\'essai "n° 1"\n[calcul]\x7f', ["w"])
        self.assertIn('titre = "L\'essai \\"n° 1\\"\\n[calcul]\\u007f"\n', block)

    def test_a_copy_stands_beside_and_is_made_again_only_when_it_is_ours(self):
        with tempfile.TemporaryDirectory() as folder:
            configuration = os.path.join(folder, "t.toml")
            with open(configuration, "w", encoding="utf-8") as file:
                file.write('[territoire]\nnom = "T"\n[[scenarios]]\nnom = "pont"\n')
            with self.assertRaises(self.toml.ScenarioError):
                self.toml.copy_with(configuration, "pont", "x")
            for block in ("un\n", "deux\n"):
                copy = self.toml.copy_with(configuration, "dessin", block)
                self.assertEqual(os.path.dirname(copy), folder)
                with open(copy, encoding="utf-8") as file:
                    text = file.read()
                self.assertTrue(text.endswith('nom = "pont"\n\n' + block))
            with open(os.path.join(folder, "t.scenario-autre.toml"), "w", encoding="utf-8") as file:
                file.write("à moi\n")
            with self.assertRaises(self.toml.ScenarioError):
                self.toml.copy_with(configuration, "autre", "x")
            with open(configuration, encoding="utf-8") as file:
                self.assertNotIn("un\n", file.read())


class AProgram(unittest.TestCase):
    """Where it is found, how it is run, how it is stopped."""

    def setUp(self):
        self.program = module("programme")
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def script(self, text, name="lisiere"):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return path

    def test_the_setting_goes_before_the_variable_and_that_before_the_path(self):
        path, other = self.script(""), self.script("", "autre")
        find = self.program.find_program
        self.assertEqual(find(other, {"LISIERE_PROGRAMME": path, "PATH": self.folder.name}), other)
        self.assertEqual(find("", {"LISIERE_PROGRAMME": other, "PATH": self.folder.name}), other)
        self.assertEqual(find("", {"PATH": self.folder.name}), path)
        for declared, environment in (("/nulle/part", {}), ("", {"LISIERE_PROGRAMME": "/nulle/part"}), ("", {"PATH": "/nulle"})):
            with self.assertRaises(self.program.ProgramError) as caught:
                find(declared, environment)
            self.assertIn("à essayer", str(caught.exception))

    def run_script(self, text, is_cancelled=lambda: False):
        shown, seen = [], []
        out = self.program.run(self.script(text), ["run", "t.toml"], lambda *told: shown.append(told), seen.append, is_cancelled)
        return out, shown, seen

    def test_its_output_is_given_and_its_events_shown(self):
        out, shown, seen = self.run_script('echo "$@"; echo \'{"type":"etape","etape":"rues"}\' >&2; echo \'{"type":"etape_finie"}\' >&2')
        self.assertEqual(out, "--log json run t.toml\n")
        self.assertEqual(shown, [("etape", "rues")])
        self.assertEqual(seen[-1], 100)

    def test_a_failure_is_said_in_the_programs_words(self):
        with self.assertRaises(self.program.ProgramError) as caught:
            self.run_script('echo \'{"type":"erreur","message":"fichier absent"}\' >&2; exit 2')
        self.assertEqual(str(caught.exception), "fichier absent")
        with self.assertRaises(self.program.ProgramError) as caught:
            self.run_script("exit 9")
        self.assertIn("9", str(caught.exception))

    def test_cancelling_asks_the_program_to_end_and_waits_for_it(self):
        told = os.path.join(self.folder.name, "dit")
        start = time.monotonic()
        with self.assertRaises(self.program.Cancelled):
            self.run_script(f"trap 'echo fini > {told}; exit 143' TERM; while :; do sleep 0.1; done", lambda: time.monotonic() > start + 0.5)
        self.assertTrue(os.path.exists(told))
        self.assertLess(time.monotonic() - start, 10)


FOLDER = sys.argv.pop(1)
sys.dont_write_bytecode = True
unittest.main()
