"""Claims become incidents: which events of which reports are one happening."""
