# /// mistake
# title = "Ne pas compléter les versions courtes"
# tasks = ["affected"]
# message = "sont la même version"
# ///
# %% task="affected"
def read_version(text):
    numbers = []
    for part in text.replace("v", "").split("."):
        numbers.append(int(part))
    return numbers


def is_affected(version, events):
    touched = False
    for event in events:
        if "introduced" in event and read_version(version) >= read_version(event["introduced"]):
            touched = True
        if "fixed" in event and read_version(version) >= read_version(event["fixed"]):
            touched = False
    return touched
