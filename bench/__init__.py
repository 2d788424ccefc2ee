"""Side-by-side benchmarks, each a command with a JSON result in `bench/results/`. See bench/README.md.

They run beside the product's processes, on its settings: Django is ready once this package is imported.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fractional.settings")
django.setup()
