# /// mistake
# title = "Perdre les jours entiers"
# tasks = ["clocks"]
# message = "Trois jours ont disparu"
# ///
# %% task="clocks"
def hours_between(start, end):
    gap = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return gap.seconds / 3600


def find_time(events, what):
    for event in events:
        if event["what"] == what:
            return event["at"]


def last_good(events):
    struck = find_time(events, "encrypted")
    best = None
    for event in events:
        usable = event["what"] == "backup" and event["state"] == "verified" and event["at"] < struck
        if usable and (best is None or event["at"] > best):
            best = event["at"]
    return best


def measure(events, rpo, rto):
    loss = hours_between(last_good(events), find_time(events, "encrypted"))
    down = hours_between(find_time(events, "stopped"), find_time(events, "resumed"))
    return {"loss": loss, "down": down, "rpo_met": loss <= rpo, "rto_met": down <= rto}


clocks = measure(my_events, variant()["rpo"], variant()["rto"])
