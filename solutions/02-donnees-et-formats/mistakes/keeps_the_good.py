# /// mistake
# title = "Les lignes justes rendues au lieu des fausses"
# tasks = ["audit_export"]
# message = "celle des lignes justes"
# ///
# %% task="audit_export"
def find_broken(rows):
    broken = []
    for row in rows:
        if int(row["quantité"]) * cents(row["prix"]) == cents(row["montant"]):
            broken.append(row["ticket"])
    return broken


def total_cents(rows):
    total = 0
    for row in rows:
        total = total + int(row["quantité"]) * cents(row["prix"])
    return total


my_broken = find_broken(my_rows)
my_total = total_cents(my_rows)
