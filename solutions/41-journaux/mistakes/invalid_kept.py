# /// mistake
# title = "Prendre « invalid user » pour un nom"
# tasks = ["ssh"]
# message = "contient `invalid`"
# ///
# %% task="ssh"
PATTERN = r"(Failed|Accepted) \S+ for (.*) from (\S+) port \d+ ssh2"


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
    return {"time": ssh_time(line, year, zone), "what": found[1].lower(), "user": found[2], "ip": found[3]}
