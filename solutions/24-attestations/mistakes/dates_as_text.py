# /// mistake
# title = "Comparer les dates de fin comme des textes"
# tasks = ["verify"]
# message = "Comparer les textes trompe"
# ///
# %% task="verify"
def verify_badge(token, trusted, now):
    header, badge = lent_read(token)
    issuer = badge["issuer"]["id"]
    if header["alg"] != "Ed25519":
        return "algorithm"
    if issuer not in trusted:
        return "issuer"
    try:
        jws.deserialize_compact(token, OKPKey.import_key(trusted[issuer]), algorithms=["Ed25519"])
    except JoseError:
        return "signature"
    moment = datetime.fromisoformat(now)
    if moment < datetime.fromisoformat(badge["validFrom"]):
        return "early"
    if "validUntil" in badge and now >= badge["validUntil"]:
        return "expired"
    return "ok"


verdicts = []
for token in tokens:
    verdicts.append(verify_badge(token, trusted, now))
