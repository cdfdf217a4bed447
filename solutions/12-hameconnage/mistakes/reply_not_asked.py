# /// mistake
# title = "Lire Reply-To sans demander s’il existe"
# tasks = ["evidence"]
# message = "Demandez d’abord si la ligne existe"
# ///
# %% task="evidence"
def read_domain(header):
    """Rend le domaine d’une ligne d’en-tête, en minuscules."""
    return parseaddr(header)[1].split("@")[1].lower()


def evidence(data):
    """Rend les cinq indices d’un message."""
    message = message_from_bytes(data, policy=default)
    reply = read_domain(message["Reply-To"])
    return {
        "name": parseaddr(message["From"])[0],
        "from": read_domain(message["From"]),
        "reply": reply,
        "path": read_domain(message["Return-Path"]),
        "ip": message["Received"].split("[")[1].split("]")[0],
    }
