# /// mistake
# title = "Oublier le double facteur"
# tasks = ["page"]
# message = "Il manque le double facteur"
# ///
# %% task="page"
def build_page(company, codes):
    lines = ["# " + company, ""]
    number = 1
    for code in codes:
        lines.append(write_line(number, code))
        number = number + 1
    return "\n".join(lines)


kept = ["leaked_first", "manager", "unique", "passphrase", "storage", "recovery"]
page = build_page("Fromagerie Weiss", kept)
save_page(page)
