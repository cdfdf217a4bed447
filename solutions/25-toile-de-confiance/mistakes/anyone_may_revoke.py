# /// mistake
# title = "Accepter toute révocation"
# tasks = ["revoke"]
# message = "faire taire"
# ///
# %% task="revoke"
def revoke(private, key_print):
    return Ed25519PrivateKey.from_private_bytes(private).sign(lent_revocation(key_print))


def revoked_keys(keys, revocations):
    found = []
    for revocation in revocations:
        one = revocation["key"]
        if one in keys and one not in found:
            found.append(one)
    return sorted(found)


def without(edges, revoked):
    kept = []
    for signer, key in edges:
        if signer not in revoked and key not in revoked:
            kept.append((signer, key))
    return kept


my_revoked = revoked_keys(my_keys, my_revocations)
