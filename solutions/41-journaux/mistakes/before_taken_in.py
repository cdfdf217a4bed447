# /// mistake
# title = "Compter les refus d’avant"
# tasks = ["detect", "report"]
# message = "Un écart négatif est hors de la fenêtre"
# ///
# %% task="detect"
def hits(failures, rule):
    for start in failures:
        count = 0
        names = []
        for event in failures:
            gap = lent_minutes(start["time"], event["time"])
            if gap < rule["minutes"]:
                count = count + 1
                if event["user"] not in names:
                    names.append(event["user"])
        if count >= rule["failures"] and len(names) >= rule["names"]:
            return True
    return False


def find_alerts(events, rules, known):
    by_ip = {}
    for event in events:
        if event["what"] == "failed" and [event["ip"], event["user"]] not in known:
            if event["ip"] not in by_ip:
                by_ip[event["ip"]] = []
            by_ip[event["ip"]].append(event)
    alerts = []
    for ip in sorted(by_ip):
        for rule in rules:
            if hits(by_ip[ip], rule):
                alerts.append([ip, rule["name"]])
                break
    return alerts
