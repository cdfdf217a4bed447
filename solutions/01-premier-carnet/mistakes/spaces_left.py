# /// mistake
# title = "Le total calculé avec les espaces"
# tasks = ["find_suspects"]
# message = "a reçu un espace"
# ///
# %% task="find_suspects"
def find_suspects(numbers):
    suspects = []
    for number in numbers:
        if luhn_total(number) % 10 != 0:
            suspects.append(number)
    return suspects


my_suspects = find_suspects(my_numbers)
