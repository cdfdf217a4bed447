# /// mistake
# title = "Prendre une taille pour un code"
# tasks = ["web"]
# message = "une *taille* de 401 octets"
# ///
# %% task="web"
def read_web(line):
    found = re.match(LENT_WEB, line)
    if found is None:
        return None
    moment = datetime.strptime(found[2], "%d/%b/%Y:%H:%M:%S %z")
    size = 0
    if found[5] != "-":
        size = int(found[5])
    return {
        "ip": found[1],
        "time": to_text(moment),
        "request": found[3],
        "status": int(found[4]),
        "size": size,
        "agent": found[7],
    }


my_refused = 0
for line in my_web:
    if " 401 " in line:
        my_refused = my_refused + 1
