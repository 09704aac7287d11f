"""What `import dossier` gives, for type checkers."""

from dossier.api import *

__version__: str
DISTRIBUTION: str
