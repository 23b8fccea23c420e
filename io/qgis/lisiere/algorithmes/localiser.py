# SPDX-License-Identifier: Apache-2.0
"""`lisiere locate`."""
from qgis.core import (QgsProcessingParameterCrs, QgsProcessingParameterFile, QgsProcessingParameterFileDestination,
                       QgsProcessingParameterString)

from ..couches import load_table
from .commun import Commun


class Localiser(Commun):
    """Localiser une table d'adresses."""

    NAME = "localiser"
    TITLE = "Localiser une table d'adresses"
    HELP = ("Ajoute à chaque ligne d'un CSV son quartier, sa bande, son IRIS, sa commune et sa distance au QPV le plus proche. Les lignes "
            "ont des coordonnées, ou des adresses, cherchées sans réseau dans la base d'adresses que la configuration déclare. Rien des "
            "lignes n'est gardé ni journalisé.\n\nLes colonnes sont reconnues à leur nom ; les nommer quand elles ne le sont pas.")
    TABLE, CRS, OUTPUT = "TABLE", "CRS", "SORTIE"
    COLUMNS = {"LON": ("--lon", "Colonne de la longitude"), "LAT": ("--lat", "Colonne de la latitude"),
               "X": ("--x", "Colonne de l'abscisse"), "Y": ("--y", "Colonne de l'ordonnée"),
               "ADRESSE": ("--adresse", "Colonne de l'adresse"), "NUMERO": ("--numero", "Colonne du numéro"),
               "COMMUNE": ("--commune", "Colonne de la commune"), "CODE_POSTAL": ("--code-postal", "Colonne du code postal")}

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.add_configuration()
        self.addParameter(QgsProcessingParameterFile(self.TABLE, "Table à localiser (CSV)", fileFilter="CSV (*.csv *.txt)"))
        for name, (_, title) in self.COLUMNS.items():
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        self.addParameter(QgsProcessingParameterCrs(self.CRS, "Projection des coordonnées", optional=True))
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, "Table localisée", "CSV (*.csv)"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        file = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        arguments = ["locate", self.parameterAsFile(parameters, self.CONFIGURATION, context),
                     self.parameterAsFile(parameters, self.TABLE, context), "-o", file]
        for name, (option, _) in self.COLUMNS.items():
            if column := self.parameterAsString(parameters, name, context):
                arguments += [option, column]
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if crs.isValid() and crs.postgisSrid() > 0:
            arguments += ["--crs", str(crs.postgisSrid())]
        self.run_program(arguments, feedback)
        load_table(context, file, "Adresses localisées")
        return {self.OUTPUT: file}
