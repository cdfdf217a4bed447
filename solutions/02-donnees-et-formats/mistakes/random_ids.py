# /// mistake
# title = "Des identifiants tirés au hasard"
# tasks = ["clean_files"]
# message = "celui-ci est tiré au hasard"
# ///
# %% task="clean_files"
def make_id(name):
    return str(uuid.uuid4())


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
pandas.DataFrame(sales).to_csv("ventes.csv", sep=";", index=False, encoding="utf-8-sig")
