# /// mistake
# title = "Comparer des textes"
# tasks = ["affected"]
# message = "passe pour plus grand"
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
    touched = False
    for event in events:
        if "introduced" in event and version.replace("v", "") >= event["introduced"]:
            touched = True
        if "fixed" in event and version.replace("v", "") >= event["fixed"]:
            touched = False
    return touched
