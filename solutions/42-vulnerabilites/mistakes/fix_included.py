# /// mistake
# title = "Compter la version qui corrige"
# tasks = ["affected"]
# message = "la met du bon côté"
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
        if "introduced" in event and read_version(version) >= read_version(event["introduced"]):
            touched = True
        if "fixed" in event and read_version(version) > read_version(event["fixed"]):
            touched = False
    return touched
