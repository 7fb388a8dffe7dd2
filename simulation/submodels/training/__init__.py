"""Training: programmes, and the activation of hidden talent."""
