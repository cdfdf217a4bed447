# /// mistake
# title = "Lire la ligne Received du bas"
# tasks = ["evidence"]
# message = "la ligne Received du bas"
# ///
# %% task="evidence"
def read_domain(header):
    """Rend le domaine d’une ligne d’en-tête, en minuscules."""
    return parseaddr(header)[1].split("@")[1].lower()


def evidence(data):
    """Rend les cinq indices d’un message."""
    message = message_from_bytes(data, policy=default)
    reply = None
    if message["Reply-To"] is not None:
        reply = read_domain(message["Reply-To"])
    return {
        "name": parseaddr(message["From"])[0],
        "from": read_domain(message["From"]),
        "reply": reply,
        "path": read_domain(message["Return-Path"]),
        "ip": message.get_all("Received")[-1].split("[")[1].split("]")[0],
    }
