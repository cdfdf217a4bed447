# /// mistake
# title = "Perdre le décalage du web"
# tasks = ["web"]
# message = "Le décalage `-0700` est perdu"
# ///
# %% task="web"
def read_web(line):
    found = re.match(LENT_WEB, line)
    if found is None:
        return None
    moment = datetime.strptime(found[2][:20], "%d/%b/%Y:%H:%M:%S").replace(tzinfo=UTC)
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
    row = read_web(line)
    if row is not None and row["status"] == 401:
        my_refused = my_refused + 1
