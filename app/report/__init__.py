"""What a run came to, as one page that needs no Convas to be read."""
