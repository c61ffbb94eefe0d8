"""What runs in LibreOffice's own Python, seldom ours and as old as 3.8: nothing but the standard library and `uno`."""
