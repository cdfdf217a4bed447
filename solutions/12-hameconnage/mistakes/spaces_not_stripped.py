# /// mistake
# title = "Oublier l’espace devant d="
# tasks = ["dkim"]
# message = "les morceaux commencent par un espace"
# ///
# %% task="dkim"
def read_signer(data):
    message = message_from_bytes(data, policy=default)
    if message["DKIM-Signature"] is None:
        return None
    for tag in message["DKIM-Signature"].split(";"):
        if tag.startswith("d="):
            return tag[2:]


def check_dkim(data, records):
    if read_signer(data) is None:
        return "none"
    if dkim.verify(data, dnsfunc=lent_dns(records)):
        return "pass"
    return "fail"


intact = []
for number in range(len(mailbox)):
    if check_dkim(mailbox[number].encode("utf-8"), records) == "pass":
        intact.append(number)
