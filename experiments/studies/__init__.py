"""One file a question: what is run to answer it, and the page that says the answer (Poldermodel)."""
