# SPDX-License-Identifier: Apache-2.0
"""The plugin in real QGIS, without a window, on the demonstration:  plugin_test.py PROGRAM FOLDER_OF_PLUGINS DEMO.toml

Each algorithm by `qgis_process`, as a script runs it; then within QGIS: what is loaded, how it is drawn, what stopping leaves.
Ends with 77 and "absent : ..." where qgis_process is not installed (Debian: qgis).
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

os.environ.update(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
PASSERELLE = [[3.0098664, 46.4890834], [3.0099017, 46.4900136]]


def process(*words):
    """qgis_process: Debian's own script gives it an option that it does not know."""
    return subprocess.run(["qgis_process.bin" if shutil.which("qgis_process.bin") else "qgis_process", *words], capture_output=True,
                          encoding="utf-8", errors="replace", check=False)


class Demonstration(unittest.TestCase):
    """One edition for all cases: they run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="lisiere_qgis_")
        cls.addClassCleanup(cls.scratch.cleanup)
        home = cls.at("home")
        os.makedirs(home, mode=0o700)
        os.environ.update(HOME=home, XDG_RUNTIME_DIR=home, XDG_CACHE_HOME=cls.at("cache"), QGIS_PLUGINPATH=PLUGINS,
                          LISIERE_PROGRAMME=PROGRAM)
        shutil.copytree(os.path.join(os.path.dirname(DEMO), "demo"), cls.at("demo"))
        cls.config = shutil.copy(DEMO, cls.at("demo.toml"))
        with open(cls.at("lignes.geojson"), "w", encoding="utf-8") as file:
            json.dump({"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"pont": True}, "geometry": {"type": "LineString", "coordinates": PASSERELLE}}]}, file)

    @classmethod
    def at(cls, name):
        return os.path.join(cls.scratch.name, name)

    def run_algorithm(self, name, **parameters):
        done = process("run", f"lisiere:{name}", *(f"--{key}={value}" for key, value in parameters.items()))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("Traceback", done.stdout + done.stderr)
        return done.stdout


class ByQgisProcess(Demonstration):
    """The five algorithms, one after the other."""

    def test_1_the_five_are_listed_under_their_names(self):
        process("plugins", "enable", "lisiere")
        listed = process("list").stdout
        for title in ("Calculer une édition", "Portrait d'un quartier", "Comparer deux éditions",
                      "Scénario depuis les entités dessinées", "Localiser une table d'adresses"):
            self.assertIn(title, listed)

    def test_2_an_edition(self):
        process("plugins", "enable", "lisiere")
        said = self.run_algorithm("edition", CONFIGURATION=self.config, SORTIE=self.at("edition"))
        self.assertIn("lecture des rues", said)  # the steps are shown
        for name in ("lisiere.gpkg", "territoire.qgz", "manifeste.json"):
            self.assertTrue(os.path.isfile(os.path.join(self.at("edition"), name)), name)

    def test_3_a_portrait_as_text_and_as_json(self):
        self.run_algorithm("portrait", CONFIGURATION=self.config, PERIMETRE="Hautes-Bornes", SORTIE=self.at("p.txt"))
        with open(self.at("p.txt"), encoding="utf-8") as file:
            self.assertIn("QN09901M", file.readline() + file.readline())
        self.run_algorithm("portrait", CONFIGURATION=self.config, PERIMETRE="QN09901M", SORTIE=self.at("p.json"))
        with open(self.at("p.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["code"], "QN09901M")

    def test_4_a_drawn_footbridge_is_the_declared_one(self):
        said = self.run_algorithm("scenario", CONFIGURATION=self.config, LIGNES=self.at("lignes.geojson"), NOM="dessin",
                                  TITRE="L'essai", SORTIE=self.at("dessin"))
        self.assertIn("demo.scenario-dessin.toml", said)
        subprocess.run([PROGRAM, "scenario", self.config, "passerelle", "-o", self.at("passerelle")], check=True, capture_output=True)

        def gained(folder):
            with open(os.path.join(self.at(folder), "tables", "scenario_acces.csv"), encoding="utf-8") as file:
                return file.read().replace(f";{folder};", ";nom;")
        self.assertEqual(gained("dessin"), gained("passerelle"))

    def test_5_two_editions(self):
        wider = self.at("large.toml")
        with open(self.config, encoding="utf-8") as file:
            text = file.read()
        with open(wider, "w", encoding="utf-8") as file:
            file.write(re.sub("divat_m = 500", "divat_m = 600", text))
        self.run_algorithm("edition", CONFIGURATION=wider, SORTIE=self.at("large"))
        self.run_algorithm("comparer", AVANT=self.at("edition"), APRES=self.at("large"), SORTIE=self.at("comparaison"))
        self.assertTrue(os.path.getsize(os.path.join(self.at("comparaison"), "comparaison.html")) > 1000)

    def test_6_a_table_of_addresses(self):
        with open(self.at("t.csv"), "w", encoding="utf-8") as file:
            file.write("nom;lon;lat\ncentre;3.0;46.497479\n")
        self.run_algorithm("localiser", CONFIGURATION=self.config, TABLE=self.at("t.csv"), SORTIE=self.at("t2.csv"))
        with open(self.at("t2.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        self.assertEqual([row["nom"] for row in rows], ["centre"])
        self.assertTrue(rows[0]["code_commune"])

    def test_7_what_the_program_refuses_is_said_in_its_words(self):
        done = process("run", "lisiere:portrait", f"--CONFIGURATION={self.config}", "--PERIMETRE=Nulle-Part", f"--SORTIE={self.at('n.txt')}")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("aucun périmètre de ce code", done.stdout + done.stderr)
        self.assertFalse(os.path.exists(self.at("n.txt")))


class InQgis(Demonstration):
    """What comes into a project, and what stopping leaves."""

    def test_layers_come_with_their_styles_and_stopping_leaves_nothing(self):
        sys.path[:0] = ["/usr/share/qgis/python/plugins", PLUGINS]
        from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsSettings
        QgsSettings.setGlobalSettingsPath(self.at("qgis.ini"))
        application = QgsApplication([], False)
        application.initQgis()
        from processing.core.Processing import Processing
        Processing.initialize()
        from lisiere.fournisseur import Fournisseur
        provider = Fournisseur()
        self.assertTrue(application.processingRegistry().addProvider(provider))
        project = QgsProject.instance()

        def context():
            made = QgsProcessingContext()
            made.setProject(project)
            return made

        here = context()
        feedback = QgsProcessingFeedback()
        seen = []
        feedback.progressChanged.connect(seen.append)
        _, done = provider.algorithm("edition").run({"CONFIGURATION": self.config, "SORTIE": self.at("ici")}, here, feedback)
        self.assertTrue(done)
        self.assertEqual(seen, sorted(seen))
        loaded = [here.temporaryLayerStore().mapLayer(key) for key in here.layersToLoadOnCompletion()]
        self.assertEqual(len(loaded), 2)
        for layer in loaded:
            self.assertNotEqual(layer.renderer().type(), "singleSymbol", layer.name())  # classes of the GeoPackage's own style
            self.assertIn("(ici)", layer.name())

        # The scenario of the lines that are selected in a layer of the project, in the project's own projection.
        from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFeature, QgsGeometry, QgsPointXY,
                               QgsVectorLayer)
        drawn = QgsVectorLayer("LineString?crs=EPSG:2154&field=pont:bool", "dessin", "memory")
        geometry = QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in PASSERELLE])
        geometry.transform(QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), drawn.crs(), project))
        feature = QgsFeature(drawn.fields())
        feature.setGeometry(geometry)
        feature.setAttribute("pont", True)
        drawn.dataProvider().addFeature(feature)
        here = context()
        _, done = provider.algorithm("scenario").run({"CONFIGURATION": self.config, "LIGNES": drawn, "NOM": "trait", "ACTION": 0,
                                                      "SORTIE": self.at("trait")}, here, feedback)
        self.assertTrue(done)
        self.assertGreaterEqual(len(here.layersToLoadOnCompletion()), 3)

        stopped = QgsProcessingFeedback()
        stopped.cancel()
        _, done = provider.algorithm("edition").run({"CONFIGURATION": self.config, "SORTIE": self.at("jamais")}, context(), stopped)
        self.assertFalse(done)
        self.assertFalse(os.path.exists(self.at("jamais")))
        application.processingRegistry().removeProvider(provider)


if not shutil.which("qgis_process"):
    print("absent : qgis_process (apt-get install qgis)")
    sys.exit(77)
PROGRAM, PLUGINS, DEMO = (os.path.abspath(word) for word in sys.argv[1:4])
del sys.argv[1:4]
unittest.main()
