"""What the corpus of certificates is made of; ../make_corpus.py writes it."""
