"""How a comparison with other packages ends."""

import sys


def report(compared, differences):
    """Says how much was compared, and how often each; ends with 1 where something differs."""
    for what, number in sorted(compared.items()):
        print(f"{number:6} {what}")
    for difference in differences[:20]:
        print(difference, file=sys.stderr)
    print(f"{sum(compared.values())} compared, {len(differences)} differences")
    sys.exit(1 if differences else 0)
