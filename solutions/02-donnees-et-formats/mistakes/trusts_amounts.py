# /// mistake
# title = "Le total pris dans la colonne fausse"
# tasks = ["audit_export"]
# message = "Vous additionnez la colonne `montant`"
# ///
# %% task="audit_export"
def find_broken(rows):
    broken = []
    for row in rows:
        if int(row["quantité"]) * cents(row["prix"]) != cents(row["montant"]):
            broken.append(row["ticket"])
    return broken


def total_cents(rows):
    total = 0
    for row in rows:
        total = total + cents(row["montant"])
    return total


my_broken = find_broken(my_rows)
my_total = total_cents(my_rows)
