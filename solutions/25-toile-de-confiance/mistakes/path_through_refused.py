# /// mistake
# title = "Passer par une clé refusée"
# tasks = ["policy"]
# message = "que vous refusez"
# ///
# %% task="policy"
edges = []
for signer, key in web["edges"]:
    if signer not in revoked and key not in revoked:
        edges.append((signer, key))
valid = lent_valid(edges, me, trust)
graph = nx.DiGraph(edges).subgraph(valid)

policy = []
for name in sorted(prints):
    if name != me:
        row = {"name": name, "fingerprint": prints[name], "decision": "refuse", "path": []}
        if name in revoked:
            row["decision"] = "revoked"
        elif name in valid:
            row["decision"] = "trust"
            row["path"] = [me] + [one for one in sorted(prints) if one not in valid and one not in revoked] + [name]
        policy.append(row)

data = json.dumps(policy, ensure_ascii=False, indent=2).encode("utf-8")
Path("politique.json").write_bytes(data)
Path("politique.sig").write_bytes(Ed25519PrivateKey.from_private_bytes(my_private).sign(data))
