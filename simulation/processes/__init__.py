"""The processes of a month, one file each."""
