# /// mistake
# title = "Compter aussi l’annonce"
# tasks = ["ssh"]
# message = "compter deux fois"
# ///
# %% task="ssh"
PATTERN = r"(Failed|Accepted|Invalid) (?:\S+ for )?(invalid user |user )?(.*) from (\S+) port \d+"


def ssh_time(line, year, zone):
    if line[0].isdigit():
        moment = datetime.fromisoformat(line.split(" ")[0])
    else:
        moment = datetime.strptime(str(year) + " " + line[:15], "%Y %b %d %H:%M:%S")
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return to_text(moment)


def read_ssh(line, year, zone):
    if "]: " not in line:
        return None
    found = re.match(PATTERN, line.split("]: ", 1)[1])
    if found is None:
        return None
    return {
        "time": ssh_time(line, year, zone),
        "what": found[1].lower().replace("invalid", "failed"),
        "user": found[3],
        "ip": found[4],
    }
