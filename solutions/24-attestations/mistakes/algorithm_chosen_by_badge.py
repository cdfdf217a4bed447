# /// mistake
# title = "Laisser le badge choisir son algorithme"
# tasks = ["verify"]
# message = "C’est à vous de fixer l’algorithme"
# ///
# %% task="verify"
def verify_badge(token, trusted, now):
    header, badge = lent_read(token)
    issuer = badge["issuer"]["id"]
    if issuer not in trusted:
        return "issuer"
    try:
        jws.deserialize_compact(token, OKPKey.import_key(trusted[issuer]), algorithms=[header["alg"]])
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
