# /// mistake
# title = "Voisine toujours placée à droite"
# tasks = ["verify_proof"]
# message = "Sa voisine est à gauche"
# ///
# %% task="verify_proof"
def verify_proof(leaf, index, size, proof, root):
    if index < 0 or index >= size:
        return False
    sides = lent_sides(index, size)
    if len(sides) != len(proof):
        return False
    current = leaf
    for side, neighbour in zip(sides, proof):
        if side == "left":
            current = lent_node(current, neighbour)
        else:
            current = lent_node(current, neighbour)
    return current == root
