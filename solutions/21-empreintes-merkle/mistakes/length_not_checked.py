# /// mistake
# title = "Longueur de la preuve jamais vérifiée"
# tasks = ["verify_proof"]
# message = "n’a pas la bonne longueur"
# ///
# %% task="verify_proof"
def verify_proof(leaf, index, size, proof, root):
    if index < 0 or index >= size:
        return False
    sides = lent_sides(index, size)
    current = leaf
    for side, neighbour in zip(sides, proof):
        if side == "left":
            current = lent_node(neighbour, current)
        else:
            current = lent_node(current, neighbour)
    return current == root
