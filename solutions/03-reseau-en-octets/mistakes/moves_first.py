# /// mistake
# title = "Avancer avant de prendre la trame"
# tasks = ["walk"]
# message = "avance avant que la trame soit prise"
# ///
# %% task="walk"
order = "CFHEGBDA"
