# /// mistake
# title = "Prendre une mesure commencée pour une mesure en place"
# tasks = ["gaps"]
# message = "n’est pas en place"
# ///
# %% task="gaps"
def find_gaps(register):
    settled = []
    for row in register:
        if row["status"] == "done" or row["status"] == "partial" or row["status"] == "excluded":
            settled.append(row["measure"])
    gaps = []
    for number in range(1, 43):
        if number not in settled:
            gaps.append(number)
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
