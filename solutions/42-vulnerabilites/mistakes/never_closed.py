# /// mistake
# title = "Ne jamais refermer une plage"
# tasks = ["affected"]
# message = "se ferme"
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
            return True
        if "fixed" in event and read_version(version) >= read_version(event["fixed"]):
            touched = False
    return touched
