"""Four months in which people answer at random or not at all: whatever they do, nobody is left without a date.

python -m fractional.local exec python -m tests.trust.silence --proposals 1000

Curators, companies and CTOs act through the product's own actions, on a clock that stands at each hour in turn; what
beat calls is called in its order, and mails leave into a sink, some refused. At the end of each day every thread has
an owner and a day, no mail has left that its reader did not want, and every invariant holds.
"""
