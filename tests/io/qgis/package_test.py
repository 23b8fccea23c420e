# SPDX-License-Identifier: Apache-2.0
"""The zip that QGIS's plugin manager takes:  package_test.py lisiere-qgis.zip"""
import ast
import configparser
import os
import sys
import unittest
import zipfile


class APackage(unittest.TestCase):
    """One folder, its metadata, sources that the Python of QGIS 3.22 reads."""

    def setUp(self):
        self.zip = zipfile.ZipFile(ARCHIVE)
        self.addCleanup(self.zip.close)

    def test_everything_is_in_one_folder_without_leftovers(self):
        names = self.zip.namelist()
        self.assertEqual({name.split("/")[0] for name in names}, {"lisiere"})
        self.assertFalse([name for name in names if "__pycache__" in name or name.endswith((".pyc", ".in"))])
        for wanted in ("__init__.py", "metadata.txt", "icone.svg", "LICENSE", "algorithmes/scenario.py"):
            self.assertIn("lisiere/" + wanted, names)

    def test_its_metadata_say_what_qgis_asks(self):
        metadata = configparser.ConfigParser()
        metadata.read_string(self.zip.read("lisiere/metadata.txt").decode("utf-8"))
        general = metadata["general"]
        for key in ("name", "description", "about", "version", "qgisMinimumVersion", "author", "email"):
            self.assertTrue(general[key])
        self.assertRegex(general["version"], r"^[0-9]+\.[0-9]+")
        self.assertEqual(general["hasProcessingProvider"], "yes")  # else qgis_process does not load it

    def test_sources_are_those_of_python_3_9(self):
        for name in self.zip.namelist():
            if name.endswith(".py"):
                ast.parse(self.zip.read(name), name, feature_version=(3, 9))

    def test_the_same_sources_give_the_same_bytes(self):
        self.assertEqual(len({one.date_time for one in self.zip.infolist()}), 1)
        self.assertEqual([one.filename for one in self.zip.infolist()][2:], sorted(self.zip.namelist()[2:]))


ARCHIVE = sys.argv.pop(1)
if not os.path.exists(ARCHIVE):
    print("skipped: the plugin was not packed (target lisiere_qgis)")
    sys.exit(77)
unittest.main()
