# /// mistake
# title = "Supposer l’émetteur connu"
# tasks = ["verify"]
# message = "Demandez-le avant de chercher sa clé"
# ///
# %% task="verify"
def verify_badge(token, trusted, now):
    header, badge = lent_read(token)
    issuer = badge["issuer"]["id"]
    if header["alg"] != "Ed25519":
        return "algorithm"
    try:
        jws.deserialize_compact(token, OKPKey.import_key(trusted[issuer]), algorithms=["Ed25519"])
    except JoseError:
        return "signature"
    moment = datetime.fromisoformat(now)
    if moment < datetime.fromisoformat(badge["validFrom"]):
        return "early"
    if "validUntil" in badge and moment >= datetime.fromisoformat(badge["validUntil"]):
        return "expired"
    return "ok"


verdicts = []
for token in tokens:
    verdicts.append(verify_badge(token, trusted, now))
