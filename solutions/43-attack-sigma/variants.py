"""Une nuit inventée par apprenant : les programmes lancés sur un petit parc, et huit traces à nommer. Rien n’y est réel.

Les lignes suivent la forme des journaux de Windows (création de processus) et de Linux (`sshd`). Les adresses du dehors
viennent des plages que la RFC 5737 réserve aux exemples. Le texte codé après `-enc` ne contient aucune commande.
"""

import random

PEOPLE = ["amara", "chidi", "dalia", "elif", "goran", "hanae", "kateri", "linh", "paola", "rejean", "yara", "zoe"]
HOSTS = ["pc-accueil", "pc-atelier", "pc-compta", "pc-devis", "pc-quai", "pc-stock"]
TOOLS = [
    "C:\\Program Files\\Inventaire\\agent.exe",
    "C:\\Program Files\\ParcInfo\\collecte.exe",
    "C:\\Program Files\\Fournil IT\\releve.exe",
    "C:\\Program Files\\Boreal\\sonde.exe",
]
SYSTEM = "C:\\Windows\\System32\\"
POWERSHELL = SYSTEM + "WindowsPowerShell\\v1.0\\powershell.exe"
LETTERS = "ABCDEFGH"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def make(rng: random.Random) -> dict:
    """Return a night of process creations with what an analyst confirmed, eight traces, and what they show."""
    people, hosts, tool = rng.sample(PEOPLE, 4), rng.sample(HOSTS, 3), rng.choice(TOOLS)
    events, truth = make_night(rng, people, hosts, tool)
    traces, techniques, markers = make_traces(rng, people, hosts)
    return {
        "public": {"tool": tool, "events": events, "confirmed": truth, "traces": traces},
        "secret": {"techniques": techniques, "markers": markers},
    }


def make_code(rng: random.Random) -> str:
    """Some signs that look like base64 and mean nothing."""
    return "".join(rng.choice(SIGNS) for _ in range(16)) + "AA=="


def make_night(rng: random.Random, people: list[str], hosts: list[str], tool: str) -> tuple[list[dict], dict]:
    """Return the events in order of time, and the ids of those that were attacks, by sort."""
    rows = [*list_powershell(rng, people, tool), *list_recovery(rng, people), *list_ordinary(people)]
    rng.shuffle(rows)
    minute, events, truth = 10, [], {"powershell": [], "recovery": []}
    for number, (sort, user, parent, image, command) in enumerate(rows, start=1):
        minute += rng.randint(3, 16)
        event = {"id": number, "UtcTime": f"2026-11-10 {minute // 60:02d}:{minute % 60:02d}"}
        event |= {"Computer": rng.choice(hosts), "User": user}
        events.append(event | {"ParentImage": parent, "Image": image, "CommandLine": command})
        if sort:
            truth[sort].append(number)
    return events, truth


def list_powershell(rng: random.Random, people: list[str], tool: str) -> list[tuple[str, str, str, str, str]]:
    """Encoded commands, true and false, and what merely looks like them."""
    first, second, third, _ = people
    name = tool.rsplit("\\", 1)[1]
    copy = f"C:\\Users\\{second}\\AppData\\Local\\Temp\\{name}"
    word = "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE"
    older = "C:\\Windows\\SysWOW64\\WindowsPowerShell\\v1.0\\powershell.exe"
    task = SYSTEM + "svchost.exe"
    policy = "powershell.exe -ExecutionPolicy Bypass -File C:\\Outils\\"
    bad = [
        (first, word, POWERSHELL, f"powershell.exe -nop -w hidden -enc {make_code(rng)}"),
        (first, SYSTEM + "cmd.exe", older, f"powershell.exe -EncodedCommand {make_code(rng)}"),
        (second, copy, POWERSHELL, f"PowerShell.EXE -NoProfile -Enc {make_code(rng)}"),
        (third, SYSTEM + "cmd.exe", POWERSHELL, f"powershell -w hidden -e {make_code(rng)}"),
    ]
    good = [(f"svc-{name[:-4]}", tool, POWERSHELL, f"powershell.exe -NoProfile -EncodedCommand {make_code(rng)}")] * 3
    good += [
        ("maintenance", task, POWERSHELL, policy + "sauvegarde.ps1"),
        ("maintenance", task, POWERSHELL, policy + "espace-disque.ps1"),
        (
            first,
            SYSTEM + "cmd.exe",
            POWERSHELL,
            "powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -Command Get-Date",
        ),
        (third, "C:\\Windows\\explorer.exe", SYSTEM + "notepad.exe", "notepad.exe C:\\Notes\\devis -encore.txt"),
    ]
    return [("powershell", *row) for row in bad] + [("", *row) for row in good]


def list_recovery(rng: random.Random, people: list[str]) -> list[tuple[str, str, str, str, str]]:
    """The four ways of T1490 that MITRE lists, and the everyday use of the same four programs."""
    user, shell, panel = people[1], SYSTEM + "cmd.exe", "C:\\Windows\\explorer.exe"
    gap = rng.choice(["  ", "   "])
    bad = [
        (user, shell, SYSTEM + "vssadmin.exe", f"vssadmin.exe{gap}delete{gap}shadows /all /quiet"),
        (user, shell, SYSTEM + "wbem\\WMIC.exe", "wmic shadowcopy delete"),
        (user, shell, SYSTEM + "wbadmin.exe", "wbadmin delete catalog -quiet"),
        (user, shell, SYSTEM + "bcdedit.exe", "bcdedit /set {default} recoveryenabled no"),
    ]
    good = [
        ("maintenance", shell, SYSTEM + "vssadmin.exe", "vssadmin list shadows"),
        ("maintenance", shell, SYSTEM + "wbem\\WMIC.exe", "wmic shadowcopy list brief"),
        ("maintenance", shell, SYSTEM + "wbadmin.exe", "wbadmin start backup -backupTarget:E: -quiet"),
        ("maintenance", shell, SYSTEM + "bcdedit.exe", "bcdedit /set {default} recoveryenabled yes"),
        (people[3], panel, SYSTEM + "notepad.exe", "notepad.exe C:\\Notes\\vssadmin delete shadows.txt"),
    ]
    return [("recovery", *row) for row in bad] + [("", *row) for row in good]


def list_ordinary(people: list[str]) -> list[tuple[str, str, str, str, str]]:
    """What runs on any night."""
    panel, office = "C:\\Windows\\explorer.exe", "C:\\Program Files\\Microsoft Office\\root\\Office16\\"
    return [
        ("", people[0], panel, office + "EXCEL.EXE", "EXCEL.EXE C:\\Compta\\releve.xlsx"),
        ("", people[3], panel, office + "WINWORD.EXE", "WINWORD.EXE C:\\Devis\\toiture.docx"),
        ("", "maintenance", SYSTEM + "svchost.exe", SYSTEM + "defrag.exe", "defrag.exe C: /O"),
    ]


def make_traces(rng: random.Random, people: list[str], hosts: list[str]) -> tuple[dict, dict, dict]:
    """Return eight lines under letters, and for each its technique and the words that prove it."""
    bill, dump = f"facture_{rng.randint(4000, 4999)}.docm", rng.choice(["mem", "sys", "tmp"])
    ip = f"{rng.choice(['192.0.2', '198.51.100', '203.0.113'])}.{rng.randint(20, 220)}"
    user, end = people[0], rng.choice([".verrou", ".clos", ".fige"])
    tries = " | ".join(f"sshd: Failed password for {name} from {ip}" for name in people[1:])
    office = "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE"
    lines = [
        (
            "T1566.001",
            f"smtp: from=<compta@exemple.example> attachment={bill} status=delivered",
            ["attachment", ".docm"],
        ),
        (
            "T1204.002",
            f'Image={office} CommandLine="WINWORD.EXE" /n "C:\\Downloads\\{bill}"',
            ["WINWORD", "Downloads", ".docm"],
        ),
        (
            "T1059.001",
            f"Image={POWERSHELL} CommandLine=powershell.exe -nop -w hidden -enc {make_code(rng)}",
            ["powershell", "-enc", "hidden", "-nop"],
        ),
        (
            "T1053.005",
            f"CommandLine=schtasks /create /sc minute /mo 30 /tn MajReseau /tr C:\\{dump}\\maj.exe",
            ["schtasks", "/create", "/sc minute", "/tn"],
        ),
        ("T1003.001", f"CommandLine=procdump.exe -ma lsass.exe C:\\{dump}\\l.dmp", ["lsass", "procdump"]),
        ("T1110.003", tries, ["Failed password"]),
        (
            "T1078",
            f"sshd: Accepted password for {people[1]} from {ip} port {rng.randint(40000, 60000)} ssh2",
            ["Accepted"],
        ),
        (
            "T1021.001",
            f"EventID=4624 LogonType=10 TargetUserName=admin IpAddress=10.20.0.{rng.randint(11, 60)}",
            ["LogonType=10"],
        ),
        ("T1490", "CommandLine=vssadmin.exe delete shadows /all /quiet", ["vssadmin", "delete", "shadows"]),
        (
            "T1486",
            f"EventID=11 TargetFilename=D:\\Compta\\2026.xlsx{end} (1 {rng.randint(100, 999)} fois)",
            [end, "fois"],
        ),
    ]
    always = ("T1110.003", "T1490", "T1486")
    kept = [line for line in lines if line[0] in always]
    kept += rng.sample([line for line in lines if line[0] not in always], 5)
    rng.shuffle(kept)
    traces, techniques, markers = {}, {}, {}
    for letter, (technique, line, words) in zip(LETTERS, kept, strict=True):
        host = "srv-fichiers" if technique in ("T1021.001", "T1490", "T1486") else rng.choice(hosts)
        traces[letter] = f"{host} {'' if 'sshd' in line or 'smtp' in line else 'User=' + user + ' '}{line}"
        techniques[letter], markers[letter] = technique, words
    return traces, techniques, markers
