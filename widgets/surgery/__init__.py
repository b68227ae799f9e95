"""Filter surgery: weights changed by hand, with what that does to the accuracy."""
