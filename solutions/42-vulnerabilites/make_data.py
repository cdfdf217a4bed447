"""Écrit data/sbom.json et data/decision.csv, toujours les mêmes.

La SBOM est faite avec cyclonedx-python-lib, au format CycloneDX 1.6 ; le logiciel et ses composants sont inventés.
La table est celle que le CERT/CC publie pour la directive BOD 26-04 de la CISA (cisa_bod_26_04_1_0_0), ses faits seuls.
"""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

COMPONENTS = [
    ("pypi", None, "facture-claire", "1.9.4"),
    ("npm", "@atelier", "panier", "2.14.0"),
    ("npm", None, "minuteur", "0.8.2"),
    ("composer", "mercure", "journal", "3.0.11"),
]
KEYS = ["kev", "exposed", "automatable", "impact", "decision"]
ROWS = """no no no partial FSU
yes no no partial 14D
no yes no partial 60D
no no yes partial 60D
no no no total FSU
yes yes no partial 14D
yes no yes partial 14D
no yes yes partial 14D
yes no no total 14D
no yes no total 14D
no no yes total 60D
yes yes yes partial 3D
yes yes no total 3DF
yes no yes total 3DF
no yes yes total 3D
yes yes yes total 3DF"""


def build_sbom() -> str:
    """Rend la nomenclature d’exemple, en JSON indenté : quatre bibliothèques et un fichier sans purl."""
    bom = Bom(serial_number=UUID("7c1d7a52-9f0b-4f6e-9a55-42a0c0de0042"))
    bom.metadata.timestamp = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    bom.metadata.component = Component(
        name="reservation", version="4.2.0", type=ComponentType.APPLICATION, bom_ref="reservation"
    )
    for family, namespace, name, version in COMPONENTS:
        purl = PackageURL(family, namespace, name, version)
        component = Component(name=name, version=version, group=namespace, purl=purl, bom_ref=str(purl))
        bom.components.add(component)
    bom.components.add(Component(name="logo.svg", type=ComponentType.FILE, bom_ref="logo.svg"))
    bom.register_dependency(bom.metadata.component, bom.components)
    return json.dumps(json.loads(JsonV1Dot6(bom).output_as_string()), indent=1) + "\n"


if __name__ == "__main__":
    folder = Path(__file__).parent / "data"
    (folder / "sbom.json").write_text(build_sbom(), encoding="utf-8", newline="\n")
    with (folder / "decision.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(KEYS)
        writer.writerows(row.split() for row in ROWS.splitlines())
