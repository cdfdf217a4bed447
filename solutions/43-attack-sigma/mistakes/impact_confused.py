# /// mistake
# title = "Nommer ce qui n’est pas encore arrivé"
# tasks = ["night"]
# message = "aucun fichier n’est encore chiffré"
# ///
# %% task="night"
MARKERS = {
    "T1566.001": "attachment=",
    "T1204.002": "WINWORD.EXE",
    "T1059.001": "powershell.exe",
    "T1053.005": "schtasks /create",
    "T1003.001": "lsass.exe",
    "T1110.003": "Failed password",
    "T1078": "Accepted password",
    "T1021.001": "LogonType=10",
    "T1486": "delete shadows",
}
techniques = {}
quotes = {}
for letter in traces:
    if " fois)" in traces[letter]:
        techniques[letter] = "T1486"
        quotes[letter] = "2026.xlsx"
for letter in traces:
    for number in MARKERS:
        if MARKERS[number] in traces[letter]:
            techniques[letter] = number
            quotes[letter] = MARKERS[number]
