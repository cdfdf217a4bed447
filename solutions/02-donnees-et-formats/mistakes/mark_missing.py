# /// mistake
# title = "Un CSV sans marque pour le tableur"
# tasks = ["clean_files"]
# message = "n’a pas la marque du début"
# ///
# %% task="clean_files"
def make_id(name):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def clean_rows(rows):
    cleaned = []
    for row in rows:
        amount = int(row["quantité"]) * cents(row["prix"])
        cleaned.append(
            {"id": make_id(row["ticket"]), "ticket": row["ticket"], "article": row["article"], "cents": amount}
        )
    return cleaned


sales = clean_rows(my_rows)
Path("ventes.json").write_text(json.dumps(sales, ensure_ascii=False), encoding="utf-8")
pandas.DataFrame(sales).to_csv("ventes.csv", sep=";", index=False, encoding="utf-8")
