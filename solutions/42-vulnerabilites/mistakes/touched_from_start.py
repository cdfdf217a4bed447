# /// mistake
# title = "Partir de « touchée »"
# tasks = ["affected"]
# message = "vient avant la première plage"
# ///
# %% task="affected"
def read_version(text):
    numbers = []
    for part in text.replace("v", "").split("."):
        numbers.append(int(part))
    while len(numbers) < 3:
        numbers.append(0)
    return numbers


def is_affected(version, events):
    touched = True
    for event in events:
        if "introduced" in event and read_version(version) >= read_version(event["introduced"]):
            touched = True
        if "fixed" in event and read_version(version) >= read_version(event["fixed"]):
            touched = False
    return touched
