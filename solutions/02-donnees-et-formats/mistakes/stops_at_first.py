# /// mistake
# title = "Le return placé dans la boucle"
# tasks = ["audit_export"]
# message = "s’arrête à la première ligne fausse"
# ///
# %% task="audit_export"
def find_broken(rows):
    broken = []
    for row in rows:
        if int(row["quantité"]) * cents(row["prix"]) != cents(row["montant"]):
            broken.append(row["ticket"])
            return broken
    return broken


def total_cents(rows):
    total = 0
    for row in rows:
        total = total + int(row["quantité"]) * cents(row["prix"])
    return total


my_broken = find_broken(my_rows)
my_total = total_cents(my_rows)
