"""What a lecturer shows to a hall: large type, few panels, pointers, a pen, and notes."""
