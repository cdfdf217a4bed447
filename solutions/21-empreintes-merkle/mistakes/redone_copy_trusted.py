# /// mistake
# title = "Confiance dans la copie refaite"
# tasks = ["dossier"]
# message = "la copie refaite ce matin"
# ///
# %% task="dossier"
for copy in copies:
    if lent_root(copy) != published_root:
        kept = copy
for i in range(len(log)):
    if lent_leaf(log[i].encode("utf-8")) != kept[i]:
        index = i
for slip in slips:
    if lent_leaf(slip.encode("utf-8")) == kept[index]:
        original = slip
dossier = {"index": index, "original": original, "proof": lent_proof(kept, index)}
