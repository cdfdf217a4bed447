# /// mistake
# title = "Ligne d’aujourd’hui donnée pour celle de vendredi"
# tasks = ["dossier"]
# message = "celui d’aujourd’hui"
# ///
# %% task="dossier"
for copy in copies:
    if lent_root(copy) == published_root:
        kept = copy
for i in range(len(log)):
    if lent_leaf(log[i].encode("utf-8")) != kept[i]:
        index = i
for slip in slips:
    if lent_leaf(slip.encode("utf-8")) == kept[index]:
        original = slip
dossier = {"index": index, "original": log[index], "proof": lent_proof(kept, index)}
