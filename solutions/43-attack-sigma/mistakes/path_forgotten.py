# /// mistake
# title = "Attendre le nom du programme seul"
# tasks = ["rule"]
# message = "contient un chemin entier"
# ///
# %% task="rule"
rule = r"""
title: Effacement des moyens de revenir en arrière de Windows
id: 8b1f5a0e-2c64-4e0f-9d0b-43a7c1d9e243
status: experimental
description: Un programme de Windows efface les copies de secours, ou coupe la réparation. Un rançongiciel le fait juste avant de chiffrer.
references:
    - https://attack.mitre.org/techniques/T1490/
logsource:
    category: process_creation
    product: windows
detection:
    shadows:
        Image: 'vssadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'shadows'
    copies:
        Image: 'wmic.exe'
        CommandLine|contains|all:
            - 'shadowcopy'
            - 'delete'
    catalog:
        Image: 'wbadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'catalog'
    repair:
        Image: 'bcdedit.exe'
        CommandLine|contains|all:
            - 'recoveryenabled'
            - ' no'
    condition: shadows or copies or catalog or repair
falsepositives:
    - Un administrateur qui libère de la place sur un disque, prévu et noté au cahier
level: high
tags:
    - attack.impact
    - attack.t1490
"""
result = measure(lent_run(lent_compile(rule), events), confirmed["recovery"])
lent_save("regle.yml", rule)
