# /// mistake
# title = "Garder ce qu’il fallait écarter"
# tasks = ["timeline", "report"]
# message = "On suit celles qui en portent un"
# ///
# %% task="timeline"
def build_timeline(events):
    table = pandas.DataFrame(events).drop_duplicates()
    return table.sort_values(["time", "source"]).to_dict("records")


def trace(timeline, indicators):
    table = pandas.DataFrame(timeline)
    return table[~table["ip"].isin(indicators)].to_dict("records")


timeline = build_timeline(events)
link = variant()["mail"].split("http://")[1].split("/")[0]
my_zero = "?"
my_account = next(iter(owners.values()))
for event in timeline:
    if event["what"] == "login" and event["user"] == my_account:
        entry = event["ip"]
my_indicators = [link, entry]
my_bytes = 0
for event in trace(timeline, my_indicators):
    my_bytes = my_bytes + event["bytes"]
