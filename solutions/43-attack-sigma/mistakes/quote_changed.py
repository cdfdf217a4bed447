# /// mistake
# title = "Recopier en changeant une majuscule"
# tasks = ["night"]
# message = "au signe près"
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
    "T1490": "delete shadows",
    "T1486": " fois)",
}
techniques = {}
quotes = {}
for letter in traces:
    for number in MARKERS:
        if MARKERS[number] in traces[letter]:
            techniques[letter] = number
            quotes[letter] = MARKERS[number].upper()
