# /// mistake
# title = "Laisser strptime choisir l’année"
# tasks = ["stamps"]
# message = "Mettez l’année reçue"
# ///
# %% task="stamps"
def mail_time(value):
    return to_text(parsedate_to_datetime(value))


def auth_time(line, year, zone):
    moment = datetime.strptime(line[:15], "%b %d %H:%M:%S")
    return to_text(moment.replace(tzinfo=ZoneInfo(zone)))


def web_time(line):
    text = line.split("[")[1].split("]")[0]
    return to_text(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z"))


def conn_time(line):
    return to_text(datetime.fromtimestamp(float(line.split("\t")[0]), UTC))


my_stamps = [
    mail_time(lines["mail"]),
    auth_time(lines["auth"], 2026, "America/Toronto"),
    web_time(lines["web"]),
    conn_time(lines["conn"]),
]
