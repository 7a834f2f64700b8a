"""Even Exchange: compiles instruments and playbooks, given as plain files, into the pages of a static site.

The package knows nothing of MkDocs; ``hooks/mkdocs_hooks.py`` is the only file that does.
"""
