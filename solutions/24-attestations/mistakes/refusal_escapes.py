# /// mistake
# title = "Laisser sortir l’erreur de la mauvaise signature"
# tasks = ["verify"]
# message = "signal d’une mauvaise signature"
# ///
# %% task="verify"
def verify_badge(token, trusted, now):
    header, badge = lent_read(token)
    issuer = badge["issuer"]["id"]
    if header["alg"] != "Ed25519":
        return "algorithm"
    if issuer not in trusted:
        return "issuer"
    if not jws.deserialize_compact(token, OKPKey.import_key(trusted[issuer]), algorithms=["Ed25519"]):
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
