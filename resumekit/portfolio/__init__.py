"""The portfolio: resume, proof, and the evidence behind it."""
