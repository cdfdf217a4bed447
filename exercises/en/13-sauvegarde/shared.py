"""Ce que les vérifications livrées et celles qui restent ici ont en commun."""


def read_hours(student, table):
    """Rend la mesure avec ses deux durées en nombres ordinaires, quel que soit leur type exact."""
    return {
        name: student.expect_number(value) if name in ("loss", "down") else value
        for name, value in student.expect_table(table).items()
    }
