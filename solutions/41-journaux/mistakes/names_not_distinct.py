# /// mistake
# title = "Compter les noms répétés"
# tasks = ["report"]
# message = "deux noms *différents*"
# ///
# %% task="report"
my_rules = [
    {"name": "fast", "minutes": 10, "failures": 10, "names": 1},
    {"name": "wide", "minutes": 60, "failures": 5, "names": 5},
    {"name": "slow", "minutes": 480, "failures": 25, "names": 1},
]


def make_report(events, alerts):
    rows = []
    for ip, rule in alerts:
        failures = []
        for event in events:
            if event["ip"] == ip and event["what"] == "failed":
                failures.append(event)
        first = failures[0]["time"]
        entered = ""
        for event in events:
            if event["ip"] == ip and event["what"] == "accepted" and event["time"] >= first and entered == "":
                entered = event["user"]
        names = []
        places = []
        for event in failures:
            places.append(event["where"])
            if event["user"] != "":
                names.append(event["user"])
        row = {"ip": ip, "rule": rule, "failures": len(failures), "names": len(names)}
        row["first"] = first
        row["last"] = failures[-1]["time"]
        row["entered"] = entered
        row["evidence"] = " ".join(places[:5])
        rows.append(row)
    return rows


my_table = make_report(my_events, find_alerts(my_events, my_rules, KNOWN))
my_attacker = my_table[0]["ip"]
my_entered = my_table[0]["entered"]
pandas.DataFrame(my_table).to_csv("alertes.csv", sep=";", index=False)
