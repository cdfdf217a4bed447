# /// mistake
# title = "Dernière feuille doublée, comme dans Bitcoin"
# tasks = ["merkle_root"]
# message = "une copie d’elle-même"
# ///
# %% task="merkle_root"
def merkle_root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    row = list(hashes)
    while len(row) > 1:
        if len(row) % 2 == 1:
            row.append(row[-1])
        row = [hashlib.sha256(b"\x01" + row[i] + row[i + 1]).digest() for i in range(0, len(row), 2)]
    return row[0]
