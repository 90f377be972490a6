"""How the weights that ship were made: data sets, weak labels, model, training, export."""
