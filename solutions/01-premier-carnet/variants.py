"""Une liste de numéros de fournisseurs inventés, dont deux ou trois sont mal tapés.

Dix chiffres, exprès : ni un SIREN ni un NAS, donc le numéro de personne.
"""

DOUBLED = "0246813579"


def complete(body):
    """Ajoute à un texte de chiffres sa clé de Luhn."""
    total = sum(
        int(DOUBLED[int(digit)]) if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(body))
    )
    return body + str(-total % 10)


def mistype(number, rng):
    """Change un seul chiffre : Luhn le voit toujours."""
    place = rng.randrange(len(number))
    others = [digit for digit in "0123456789" if digit != number[place]]
    return number[:place] + rng.choice(others) + number[place + 1 :]


def make(rng):
    count = rng.choice([2, 3])
    wrong = set(rng.sample(range(8), count))
    numbers, suspects = [], []
    while len(numbers) < 8:
        number = complete("".join(rng.choice("0123456789") for _ in range(9)))
        if len(numbers) in wrong:
            number = mistype(number, rng)
        spaced = rng.random() < 0.5 or (len(numbers) in wrong and not suspects)  # One suspect at least has spaces.
        written = f"{number[:4]} {number[4:7]} {number[7:]}" if spaced else number
        if len(numbers) in wrong:
            suspects.append(written)
        numbers.append(written)
    return {"public": {"numbers": numbers}, "secret": {"suspects": suspects}}
