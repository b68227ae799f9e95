"""Sound as arrays: what a loss sounds like. What plays it is in `widgets/sound/`."""
