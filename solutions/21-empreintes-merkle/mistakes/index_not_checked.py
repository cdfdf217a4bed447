# /// mistake
# title = "Numéro de ligne jamais vérifié"
# tasks = ["verify_proof"]
# message = "une ligne qui n’existe pas"
# ///
# %% task="verify_proof"
def verify_proof(leaf, index, size, proof, root):
    sides = lent_sides(index, size)
    if len(sides) != len(proof):
        return False
    current = leaf
    for side, neighbour in zip(sides, proof):
        if side == "left":
            current = lent_node(neighbour, current)
        else:
            current = lent_node(current, neighbour)
    return current == root
