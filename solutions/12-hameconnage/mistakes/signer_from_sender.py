# /// mistake
# title = "Prendre le domaine de From pour le signataire"
# tasks = ["dkim"]
# message = "Vous rendez le domaine de From"
# ///
# %% task="dkim"
def read_signer(data):
    message = message_from_bytes(data, policy=default)
    if message["DKIM-Signature"] is None:
        return None
    return parseaddr(message["From"])[1].split("@")[1]


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
