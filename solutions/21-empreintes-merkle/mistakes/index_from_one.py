# /// mistake
# title = "Lignes comptées à partir de 1"
# tasks = ["dossier"]
# message = "trop grand de un"
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
dossier = {"index": index + 1, "original": original, "proof": lent_proof(kept, index)}
