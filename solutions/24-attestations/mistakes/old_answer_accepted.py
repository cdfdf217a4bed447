# /// mistake
# title = "Accepter la réponse à un autre défi"
# tasks = ["holder"]
# message = "la réponse à un autre défi"
# ///
# %% task="holder"
def thumbprint(jwk):
    public = {"crv": jwk["crv"], "kty": jwk["kty"], "x": jwk["x"]}
    digest = hashlib.sha256(rfc8785.dumps(public)).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def is_holder(badge, jwk, answer, challenge):
    if badge["credentialSubject"]["id"] != PREFIX + thumbprint(jwk):
        return False
    try:
        signed = jws.deserialize_compact(answer, OKPKey.import_key(jwk), algorithms=["Ed25519"])
    except JoseError:
        return False
    return signed is not None
