"""Questions that take many trainings: which rate, which settings, one network or several."""
