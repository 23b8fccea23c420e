# SPDX-License-Identifier: Apache-2.0
"""The plugin: its provider comes into the toolbox and leaves it."""
from qgis.core import QgsApplication

from .fournisseur import Fournisseur


class Extension:
    """What QGIS loads and unloads. There is no button: everything is in the Processing toolbox."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None

    def initProcessing(self):  # noqa: N802
        """Called by qgis_process too, which has no window."""
        self.provider = Fournisseur()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):  # noqa: N802
        self.initProcessing()

    def unload(self):
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
