"""Sample referater written for the project, their truth, the generator and the evaluation."""
