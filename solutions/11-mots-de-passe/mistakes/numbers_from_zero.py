# /// mistake
# title = "Numéroter à partir de zéro"
# tasks = ["page"]
# message = "commence par la ligne 0"
# ///
# %% task="page"
def build_page(company, codes):
    lines = ["# " + company, ""]
    number = 0
    for code in codes:
        lines.append(write_line(number, code))
        number = number + 1
    return "\n".join(lines)


kept = ["leaked_first", "second_factor", "manager", "unique", "passphrase", "storage", "recovery"]
page = build_page("Fromagerie Weiss", kept)
save_page(page)
