# /// mistake
# title = "Oublier ce dont le registre ne dit rien"
# tasks = ["gaps"]
# message = "sont des écarts aussi"
# ///
# %% task="gaps"
def find_gaps(register):
    settled = []
    for row in register:
        if row["status"] == "done" or row["status"] == "excluded":
            settled.append(row["measure"])
    gaps = []
    for row in register:
        if row["measure"] not in settled:
            gaps.append(row["measure"])
    return gaps


def coverage(register, numbers):
    points = 0
    counted = len(numbers)
    for row in register:
        if row["measure"] in numbers:
            if row["status"] == "done":
                points = points + 2
            if row["status"] == "partial":
                points = points + 1
            if row["status"] == "excluded":
                counted = counted - 1
    if counted == 0:
        return None
    return 100 * points // (2 * counted)


my_gaps = find_gaps(register)
my_coverage = {}
for chapter in CHAPTERS:
    my_coverage[chapter] = coverage(register, CHAPTERS[chapter])
