# /// mistake
# title = "Les bons numéros rendus au lieu des mauvais"
# tasks = ["find_suspects"]
# message = "rend les numéros bien tapés"
# ///
# %% task="find_suspects"
def find_suspects(numbers):
    suspects = []
    for number in numbers:
        if luhn_total(number.replace(" ", "")) % 10 == 0:
            suspects.append(number)
    return suspects


my_suspects = find_suspects(my_numbers)
