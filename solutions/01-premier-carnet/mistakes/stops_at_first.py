# /// mistake
# title = "Le return placé dans la boucle"
# tasks = ["find_suspects"]
# message = "s’arrête au premier numéro mal tapé"
# ///
# %% task="find_suspects"
def find_suspects(numbers):
    suspects = []
    for number in numbers:
        if luhn_total(number.replace(" ", "")) % 10 != 0:
            suspects.append(number)
            return suspects
    return suspects


my_suspects = find_suspects(my_numbers)
