# SPDX-License-Identifier: Apache-2.0
"""Lisière in the toolbox of QGIS."""


def classFactory(iface):  # noqa: N802 (the name that QGIS calls)
    """What QGIS makes the plugin by; `iface` is None under qgis_process."""
    from .extension import Extension

    return Extension(iface)
