# /// mistake
# title = "Donner la requête à la place de la règle"
# tasks = ["wolf"]
# message = "déjà compilée"
# ///
# %% task="wolf"
def measure(alerts, bad):
    tp = 0
    for number in alerts:
        if number in bad:
            tp = tp + 1
    result = {"tp": tp, "fp": len(alerts) - tp, "fn": len(bad) - tp, "precision": None, "recall": None}
    if alerts != []:
        result["precision"] = tp / len(alerts)
    if bad != []:
        result["recall"] = tp / len(bad)
    return result


quiet_rule = r"""
title: PowerShell avec une commande codée
id: 3f0c4d52-7d0a-4b57-9a63-0d6f3f0f9a11
status: experimental
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        Image|endswith: '\powershell.exe'
        CommandLine|contains:
            - ' -enc'
            - ' -e '
    filter:
        ParentImage: 'TOOL'
    condition: selection and not filter
level: high
tags:
    - attack.t1059.001
""".replace("TOOL", variant()["tool"])
quiet_rule = lent_compile(quiet_rule)
