"""Everything a machine with nothing but Python needs to run the product: embedded servers, assets, a test browser.

`python -m fractional.local` lists the commands. Nothing in here imports Django.
"""
