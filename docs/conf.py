"""Settings of the documentation site: ``python -m sphinx -W --keep-going docs site``."""

from importlib import metadata

project = "framing"
author = "The framing developers"
copyright = "the framing developers"
release = version = metadata.version("newsframing")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3  # so that pages can link to a heading of another
myst_enable_extensions = ["colon_fence"]

autosummary_generate = True
autosummary_ignore_module_all = False
autodoc_typehints = "none"  # the docstrings say what each parameter takes
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = f"framing {release}"
html_static_path: list[str] = []
html_copy_source = False
html_theme_options = {"footer_icons": [], "top_of_page_buttons": []}
