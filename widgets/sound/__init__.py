"""Loss as sound: hears of each new loss and plays its tone."""
