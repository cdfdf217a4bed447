# /// mistake
# title = "Le plus petit d’abord"
# tasks = ["count"]
# message = "Le plus petit nombre vient d’abord"
# ///
# %% task="count"
def count_failures(events):
    table = pandas.DataFrame(events)
    failed = table[table["what"] == "failed"]
    return failed.groupby("ip").size().to_dict()


def count_hours(events):
    table = pandas.DataFrame(events)
    table["hour"] = table["time"].str[:13]
    failed = table[table["what"] == "failed"]
    counts = failed.groupby(["ip", "hour"]).size().reset_index(name="count")
    counts = counts.sort_values(["count", "ip", "hour"], ascending=[True, True, True])
    return counts.to_dict("records")


# Lue dans ce qu’affiche print(count_failures(my_events)) :
my_loudest = "192.0.2.53"
