"""What is known: frozen records, standard library only, no reading or writing of files."""
