# SPDX-License-Identifier: Apache-2.0
"""Results into the project: layers of a GeoPackage with the styles that are in it."""
import os

from qgis.core import QgsProcessingContext, QgsVectorLayer


def load_layers(context, package, wanted, group):
    """Those of `wanted` that the GeoPackage has, on top of the project when the algorithm ends; returns their names.

    Each comes with its default style (layer_styles) and under its title.
    """
    loaded = []
    for name in wanted:
        layer = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
        if not layer.isValid():
            continue
        title = layer.metadata().title() or name
        layer.setName(f"{title} ({group})")
        context.temporaryLayerStore().addMapLayer(layer)
        details = QgsProcessingContext.LayerDetails(layer.name(), context.project(), layer.name())
        context.addLayerToLoadOnCompletion(layer.id(), details)
        loaded.append(name)
    return loaded


def load_table(context, file, title):
    """A CSV as a table of texts and numbers."""
    layer = QgsVectorLayer(file, title, "ogr")
    if not layer.isValid() or not os.path.getsize(file):
        return False
    context.temporaryLayerStore().addMapLayer(layer)
    context.addLayerToLoadOnCompletion(layer.id(), QgsProcessingContext.LayerDetails(title, context.project(), title))
    return True
