# /// mistake
# title = "Prendre l’empreinte de toute la clé"
# tasks = ["holder"]
# message = "et rien d’autre"
# ///
# %% task="holder"
def thumbprint(jwk):
    public = jwk
    digest = hashlib.sha256(rfc8785.dumps(public)).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def is_holder(badge, jwk, answer, challenge):
    if badge["credentialSubject"]["id"] != PREFIX + thumbprint(jwk):
        return False
    try:
        signed = jws.deserialize_compact(answer, OKPKey.import_key(jwk), algorithms=["Ed25519"])
    except JoseError:
        return False
    return signed.payload == challenge.encode("utf-8")
