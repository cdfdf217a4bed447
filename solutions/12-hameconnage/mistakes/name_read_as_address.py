# /// mistake
# title = "Lire l’adresse dans le nom affiché"
# tasks = ["evidence"]
# message = "Vous avez lu le nom affiché"
# ///
# %% task="evidence"
def read_domain(header):
    """Rend le domaine d’une ligne d’en-tête, en minuscules."""
    return header.split("@")[1].split(">")[0].split('"')[0].lower()


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
        "ip": message["Received"].split("[")[1].split("]")[0],
    }
