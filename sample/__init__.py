"""The bundled sample: invented reports, what they say, and a demonstration."""
