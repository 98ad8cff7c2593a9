"""What ../make_files.py writes."""
