"""Écrit le petit catalogue STIX 2.1 : douze techniques d’ATT&CK, recopiées champ par champ, sans leurs descriptions.

Identifiants, noms, tactiques et dates viennent des fichiers que MITRE publie (dépôt `mitre/cti`). La référence CAPEC, quand
il y en a une, est mise devant : rien ne garantit l’ordre. La technique révoquée est gardée exprès : le vrai catalogue en
contient aussi. La licence d’ATT&CK demande sa mention : elle est dans `marking-definition`.
"""

import json
from pathlib import Path

SEED = None
"""Rien n’est tiré au hasard ici."""
STATEMENT = "© 2021 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation."
REVOKED = ["T1086"]
MARKING = "marking-definition--5d5c3f9e-6d0e-4c39-9a3c-0f2f7a4b4343"
ROWS = [
    ("2e34237d-8574-43f6-aace-ae2915de8597", "T1566.001", "Spearphishing Attachment", ["initial-access"], "2020-03-02T19:05:18.137Z", "2021-10-18T17:39:12.452Z", "CAPEC-163"),
    ("232b7f21-adf9-4b42-b936-b9d6f7df856e", "T1204.002", "Malicious File", ["execution"], "2020-03-11T14:49:36.954Z", "2022-01-05T21:02:22.796Z", ""),
    ("970a3432-3237-47ad-bcca-7d8cbb217736", "T1059.001", "PowerShell", ["execution"], "2020-03-09T13:48:55.078Z", "2022-04-19T20:25:48.646Z", ""),
    ("005a06c6-14bf-4118-afa0-ebcd8aebb0c9", "T1053.005", "Scheduled Task", ["execution", "persistence", "privilege-escalation"], "2019-11-27T14:58:00.429Z", "2022-04-14T20:59:17.110Z", ""),
    ("65f2d882-3f41-4d48-8a06-29af77ec9f90", "T1003.001", "LSASS Memory", ["credential-access"], "2020-02-11T18:41:44.783Z", "2021-10-15T19:55:01.368Z", ""),
    ("a93494bb-4b80-4ea1-8695-3236a49916fd", "T1110", "Brute Force", ["credential-access"], "2017-05-31T21:31:22.767Z", "2022-04-19T21:28:49.481Z", "CAPEC-49"),
    ("692074ae-bb62-4a5e-a735-02cb6bde458c", "T1110.003", "Password Spraying", ["credential-access"], "2020-02-11T18:39:25.122Z", "2021-04-06T12:32:47.678Z", "CAPEC-565"),
    ("b17a1a56-e99c-403c-8948-561df0cffe81", "T1078", "Valid Accounts", ["defense-evasion", "persistence", "privilege-escalation", "initial-access"], "2017-05-31T21:31:00.645Z", "2022-04-01T15:20:44.039Z", "CAPEC-560"),
    ("eb062747-2193-45de-8fa2-e62549c37ddf", "T1021.001", "Remote Desktop Protocol", ["lateral-movement"], "2020-02-11T18:23:26.059Z", "2022-03-28T16:07:44.605Z", "CAPEC-555"),
    ("f5d8eed6-48a9-4cdf-a3d7-d1ffa99c3d2a", "T1490", "Inhibit System Recovery", ["impact"], "2019-04-02T13:54:43.136Z", "2022-04-19T23:26:59.186Z", ""),
    ("f4882e23-8aa7-4b12-b28a-b349c12ee9e0", "T1086", "PowerShell", ["execution"], "2017-05-31T21:31:06.512Z", "2020-03-09T13:51:06.334Z", ""),
    ("b80d107d-fa0d-4b60-9684-b0433e8bdba0", "T1486", "Data Encrypted for Impact", ["impact"], "2019-03-15T13:59:30.390Z", "2022-04-19T17:59:45.105Z", ""),
]  # fmt: skip


def make_pattern(
    number: str, code: str, name: str, tactics: list[str], created: str, modified: str, capec: str
) -> dict:
    """Return one technique as STIX 2.1 writes it."""
    references = [
        {
            "source_name": "mitre-attack",
            "external_id": code,
            "url": f"https://attack.mitre.org/techniques/{code.replace('.', '/')}",
        }
    ]
    if capec:
        references.insert(0, {"source_name": "capec", "external_id": capec})
    pattern = {
        "type": "attack-pattern",
        "spec_version": "2.1",
        "id": f"attack-pattern--{number}",
        "created": created,
        "modified": modified,
        "name": name,
        "external_references": references,
        "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": tactic} for tactic in tactics],
        "object_marking_refs": [MARKING],
    }
    return pattern | {"revoked": True} if code in REVOKED else pattern


def make_bundle() -> dict:
    """Return the whole catalogue."""
    marking = {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": MARKING,
        "created": "2026-11-25T00:00:00.000Z",
        "definition_type": "statement",
        "definition": {"statement": STATEMENT},
    }
    objects = [marking, *(make_pattern(*row) for row in ROWS)]
    return {"type": "bundle", "id": "bundle--7b1f7c1c-5f0e-4f0b-8f0a-4343aaaa4343", "objects": objects}


if __name__ == "__main__":
    path = Path(__file__).parent / "data" / "attack.json"
    path.write_text(json.dumps(make_bundle(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
