# SPDX-License-Identifier: Apache-2.0
"""`lisiere scenario`, from lines of the project."""
import os

from qgis.core import (QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProcessing, QgsProcessingException,
                       QgsProcessingOutputFile, QgsProcessingParameterBoolean, QgsProcessingParameterEnum,
                       QgsProcessingParameterFeatureSource, QgsProcessingParameterFolderDestination, QgsProcessingParameterString)

from ..couches import load_layers
from ..scenario_toml import ACTIONS, ScenarioError, copy_with, scenario, way
from .commun import Commun

# From the bottom to the top of the legend.
LAYERS = ("scenario_carreaux", "scenario_roses", "scenario_equipements", "scenario_voies", "scenario_perimetres")


class Scenario(Commun):
    """Scénario depuis les entités dessinées."""

    NAME = "scenario"
    TITLE = "Scénario depuis les entités dessinées"
    HELP = ("Juge un projet dessiné : une passerelle, une rue ouverte, une rue fermée. Les lignes (ou celles qui sont sélectionnées) "
            "deviennent un scénario d'une copie de la configuration, écrite à côté d'elle ; le programme le compare à l'existant, et les "
            "différences sont chargées : minutes gagnées par carreau, habitants gagnants et indice par quartier.\n\n"
            "Une entité peut dire elle-même ce qu'elle est par ses champs : action (ajouter, fermer, pietonniser), nature (celles de "
            "geodata/reference/voirie.csv : footway, cycleway, residential…), pont, tunnel. Accrocher les bouts aux rues : au-delà de "
            "15 m, une voie ajoutée ne mène nulle part.")
    LINES, NAME_OF, TITLE_OF, ACTION, KIND, BRIDGE, OUTPUT, COPY = (
        "LIGNES", "NOM", "TITRE", "ACTION", "NATURE", "PONT", "SORTIE", "COPIE")

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.add_configuration()
        self.addParameter(QgsProcessingParameterFeatureSource(self.LINES, "Lignes du projet", [QgsProcessing.TypeVectorLine]))
        self.addParameter(QgsProcessingParameterString(self.NAME_OF, "Nom (minuscules, chiffres, - et _)", "dessin"))
        self.addParameter(QgsProcessingParameterString(self.TITLE_OF, "Titre", optional=True))
        self.addParameter(QgsProcessingParameterEnum(self.ACTION, "Ce que font les lignes", list(ACTIONS), defaultValue=0))
        self.addParameter(QgsProcessingParameterString(self.KIND, "Nature des voies ajoutées", "footway", optional=True))
        self.addParameter(QgsProcessingParameterBoolean(self.BRIDGE, "Ponts : passent au-dessus de ce qu'elles croisent", False))
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT, "Dossier du scénario"))
        self.addOutput(QgsProcessingOutputFile(self.COPY, "Configuration avec le scénario"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        name = self.parameterAsString(parameters, self.NAME_OF, context)
        folder = self.parameterAsString(parameters, self.OUTPUT, context)
        try:
            block = scenario(name, self.parameterAsString(parameters, self.TITLE_OF, context), self.ways(parameters, context))
            copy = copy_with(self.parameterAsFile(parameters, self.CONFIGURATION, context), name, block)
        except ScenarioError as error:
            raise QgsProcessingException(str(error)) from error
        feedback.pushInfo(f"Configuration avec le scénario : {copy}\n{block}")
        self.run_program(["scenario", copy, name, "-o", folder], feedback)
        load_layers(context, os.path.join(folder, "lisiere.gpkg"), LAYERS, name)
        return {self.OUTPUT: folder, self.COPY: copy}

    def ways(self, parameters, context):
        """One way a line: of several parts, each is one."""
        source = self.parameterAsSource(parameters, self.LINES, context)
        if source is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.LINES))
        to_degrees = QgsCoordinateTransform(source.sourceCrs(), QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext())
        action = ACTIONS[self.parameterAsEnum(parameters, self.ACTION, context)]
        kind = self.parameterAsString(parameters, self.KIND, context)
        bridge = self.parameterAsBoolean(parameters, self.BRIDGE, context)
        fields = source.fields()

        def told(feature, field, otherwise):
            index = fields.lookupField(field)
            value = feature.attribute(index) if index >= 0 else None
            return otherwise if value is None or value == "" or str(value) == "NULL" else value

        found = []
        for feature in source.getFeatures():
            geometry = feature.geometry()
            if geometry.isEmpty():
                continue
            geometry.transform(to_degrees)
            for part in geometry.asGeometryCollection():
                points = [(point.x(), point.y()) for point in part.vertices()]
                found.append(way(points, str(told(feature, "action", action)), str(told(feature, "nature", kind)),
                                 bool(told(feature, "pont", bridge)), bool(told(feature, "tunnel", False))))
        return found
