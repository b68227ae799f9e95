"""The network as data: layers, wires, sizes and problems; needs neither torch nor numpy."""
