# SPDX-License-Identifier: Apache-2.0
"""The Processing provider: the five algorithms and the setting that says where the program is."""
import os

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithmes.comparer import Comparer
from .algorithmes.edition import Edition
from .algorithmes.localiser import Localiser
from .algorithmes.portrait import Portrait
from .algorithmes.scenario import Scenario
from .programme import SETTING

ICON = os.path.join(os.path.dirname(__file__), "icone.svg")


class Fournisseur(QgsProcessingProvider):
    """`lisiere` in the toolbox."""

    def load(self):
        ProcessingConfig.settingIcons[self.name()] = self.icon()
        ProcessingConfig.addSetting(Setting(self.name(), SETTING, "Programme lisiere (vide : celui du PATH)", "",
                                            valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self):
        ProcessingConfig.removeSetting(SETTING)

    def id(self):
        return "lisiere"

    def name(self):
        return "Lisière"

    def icon(self):
        return QIcon(ICON)

    def loadAlgorithms(self):  # noqa: N802
        for algorithm in (Edition, Portrait, Comparer, Scenario, Localiser):
            self.addAlgorithm(algorithm())
