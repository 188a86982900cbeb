"""What all stages share about text: language, sentences, likeness, counting, the verbatim check."""
