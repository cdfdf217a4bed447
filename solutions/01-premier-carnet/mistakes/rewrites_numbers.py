# /// mistake
# title = "Les numéros rendus sans leurs espaces"
# tasks = ["find_suspects"]
# message = "mais sans ses espaces"
# ///
# %% task="find_suspects"
def find_suspects(numbers):
    suspects = []
    for number in numbers:
        number = number.replace(" ", "")
        if luhn_total(number) % 10 != 0:
            suspects.append(number)
    return suspects


my_suspects = find_suspects(my_numbers)
