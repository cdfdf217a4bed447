# /// mistake
# title = "Tirer l’identifiant une fois pour toutes"
# tasks = ["issue"]
# message = "ont le même identifiant"
# ///
# %% task="issue"
BADGE_ID = "urn:uuid:" + str(uuid.uuid4())


def make_badge(issuer, holder, achievement, start, end):
    return {
        "@context": CONTEXT,
        "id": BADGE_ID,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": {"id": issuer["id"], "type": ["Profile"], "name": issuer["name"]},
        "validFrom": start,
        "validUntil": end,
        "credentialSubject": {"id": holder, "type": ["AchievementSubject"], "achievement": achievement},
    }


def sign_badge(badge, private):
    header = {"alg": "Ed25519", "typ": "JWT", "kid": badge["issuer"]["id"] + "#key-1"}
    claims = dict(badge)
    claims["iss"] = badge["issuer"]["id"]
    claims["jti"] = badge["id"]
    claims["sub"] = badge["credentialSubject"]["id"]
    claims["nbf"] = lent_seconds(badge["validFrom"])
    claims["exp"] = lent_seconds(badge["validUntil"])
    payload = json.dumps(claims).encode("utf-8")
    return jws.serialize_compact(header, payload, OKPKey.import_key(private), algorithms=["Ed25519"])


pair = OKPKey.generate_key("Ed25519")
badge = make_badge(issuer, holder, achievement, start, end)
lent_save("badge.jwt", sign_badge(badge, pair.as_dict(private=True)))
lent_save("cle-publique.json", json.dumps(pair.as_dict(private=False)))
