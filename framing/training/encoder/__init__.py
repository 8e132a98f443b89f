"""Labeled data -> the weights of the encoder: examples, network, losses, fitting, judging, export."""
