# /// mistake
# title = "Se lister soi-même"
# tasks = ["policy"]
# message = "Vous n’avez pas à décider"
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
    if name != "":
        row = {"name": name, "fingerprint": prints[name], "decision": "refuse", "path": []}
        if name in revoked:
            row["decision"] = "revoked"
        elif name in valid:
            row["decision"] = "trust"
            row["path"] = nx.shortest_path(graph, me, name)
        policy.append(row)

data = json.dumps(policy, ensure_ascii=False, indent=2).encode("utf-8")
Path("politique.json").write_bytes(data)
Path("politique.sig").write_bytes(Ed25519PrivateKey.from_private_bytes(my_private).sign(data))
