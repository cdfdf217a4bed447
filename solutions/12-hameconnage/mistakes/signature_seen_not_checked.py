# /// mistake
# title = "Se contenter de voir la signature"
# tasks = ["dkim"]
# message = "La voir ne suffit pas"
# ///
# %% task="dkim"
def read_signer(data):
    message = message_from_bytes(data, policy=default)
    if message["DKIM-Signature"] is None:
        return None
    for tag in message["DKIM-Signature"].split(";"):
        if tag.strip().startswith("d="):
            return tag.strip()[2:]


def check_dkim(data, records):
    if read_signer(data) is None:
        return "none"
    return "pass"


intact = []
for number in range(len(mailbox)):
    if check_dkim(mailbox[number].encode("utf-8"), records) == "pass":
        intact.append(number)
