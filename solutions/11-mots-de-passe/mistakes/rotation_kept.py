# /// mistake
# title = "Garder le changement tous les 90 jours"
# tasks = ["page"]
# message = "ajoutent un chiffre à l’ancien mot"
# ///
# %% task="page"
def build_page(company, codes):
    lines = ["# " + company, ""]
    number = 1
    for code in codes:
        lines.append(write_line(number, code))
        number = number + 1
    return "\n".join(lines)


kept = ["leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery", "every_90_days"]
page = build_page("Fromagerie Weiss", kept)
save_page(page)
